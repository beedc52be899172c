import { expect, test } from 'vitest'
import { outsideName, outsideWords, typedWords } from '../../shared/outside-words.ts'

test.for([
  ['what turns text around', 'Jane \u202eelgoog\u202c\u2066x\u2069 Adams', 'Jane elgoogx Adams'],
  ['controls and line ends', 'Jane\u0007 \u200b  Adams\r\nX: y', 'Jane Adams X: y'],
  ['letters that look like nothing', '\u3164\u115f\u1160\uffa0\u2800Jane\u17b4\u034f', 'Jane'],
  ['tags, selectors and joiners', 'J\u{e0041}a\ufe0fn\u200de', 'Jane'],
  ['marks piled on one letter', `J${'\u0301'.repeat(60)}ane`, 'J\u0301\u0301\u0301\u0301ane'],
  ['a mark on nothing', '\u0301Jane', 'Jane'],
  ['letters in two pieces', 'Zoe\u0308', 'Zoë'],
  ['nothing at all', ' \u200b\u202e ', ''],
  ['a name of another script', '  \u05d3\u05e0\u05d4  \u05db\u05d4\u05df ', '\u05d3\u05e0\u05d4 \u05db\u05d4\u05df'],
])('a name from outside comes without %s', ([, written, shown]) => {
  expect(outsideName(written!)).toBe(shown)
})

test('a name ends where there is no room for more, counted in characters and not in halves of them', () => {
  expect([...outsideName('\u{1f600}'.repeat(500))]).toHaveLength(64)
  expect([...outsideName('x'.repeat(500))]).toHaveLength(64)
})

test('lines of a longer text stay, and no more than one empty one between them', () => {
  expect(outsideWords(' one\r\ntwo\n\n\n\n three ', { most: 100, lines: true })).toBe('one\ntwo\n\nthree')
})

test('what is being typed keeps its spaces and lines, and loses only what cannot be seen', () => {
  expect(typedWords('call \u202eback \n\n ', 100)).toBe('call back \n\n ')
  expect(typedWords('abcdef', 3)).toBe('abc')
})

test('a text of any length costs a time that grows with it', () => {
  for (const what of [' ', '\u0301', '\u202e', 'e\u0301', '\n', 'a ', '\u{1f600}']) {
    const before = process.threadCpuUsage()
    outsideWords(what.repeat(200_000), { most: 4_000, lines: true })
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(150)
  }
})
