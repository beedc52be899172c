import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note, noteBug, openLog, redact } from '../../../main/shell/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterbeep-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('what is blanked', () => {
  test.for([
    ['dialling +1 (416) 555-0199 now', 'dialling ••• now'],
    ['dialling 4165550199', 'dialling •••'],
    ['dialling 0049-30-901820', 'dialling •••'],
    [
      'INVITE sip:+14165550199@pbx.example:5061;transport=tls SIP/2.0',
      'INVITE sip:•••@pbx.example:5061;transport=tls SIP/2.0',
    ],
    ['From: "Alice" <sips:alice.b@pbx.example>;tag=1', 'From: •••'],
    ['f: Alice Baker <sip:alice@pbx.example>', 'f: •••'],
    ['told "Alice Baker" <sip:alice@pbx.example> off', 'told ••• <sip:•••@pbx.example> off'],
    ['{"displayName":"Alice Baker","line":1}', '{"displayName":•••,"line":1}'],
    ["contact name: 'Alice Baker', next", 'contact name: •••, next'],
    ['pass: hunter2 next', 'pass: ••• next'],
    ['dialling +1 416 – 555 – 0199 now', 'dialling ••• now'],
    ['dialling 4 1 6  5 5 5  0 1 9 9 now', 'dialling ••• now'],
    ['dialling 416‒555−0199 now', 'dialling ••• now'],
    ['link tel:+14165550199', 'link tel:•••'],
    ['link callto:alice', 'link callto:•••'],
    ['mail from jane.adams@example.com', 'mail from •••@example.com'],
    ['password=hunter2 next', 'password=••• next'],
    ['{"password":"hunter2 and \\"more\\"","line":1}', '{"password":•••,"line":1}'],
    ["linePassword: 'hunter2'", 'linePassword: •••'],
    ['credential: abc, urls', 'credential: •••, urls'],
    ['Authorization: Digest username="bob", response="1f"', 'Authorization: •••'],
    ['proxy-authorization: Digest username="bob"', 'proxy-authorization: •••'],
    ['a=ice-pwd:abcdef', 'a=ice-pwd:•••'],
  ] as const)('%s', ([text, redacted]) => {
    expect(redact(text)).toBe(redacted)
  })

  test.for([
    'Afterbeep 0.1.0 starts',
    'sound room gone: crashed',
    'at file.ts:123:45',
    'port 5061, status 486, 12 calls',
  ])('what is harmless stays: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('no digits of a number come through, however it is written', () => {
    for (const separator of ['', ' ', '-', '.', '/', '\u00a0', ') ']) {
      const number = ['+1', '416', '555', '0199'].join(separator)
      expect(redact(`call ${number}!`)).not.toMatch(/\d{3}/)
    }
  })
})

test('a line carries its time, and only this user reads the file', () => {
  const log = openLog(folder, () => Date.UTC(2026, 10, 22, 9))
  note(log, 'Afterbeep starts')
  expect(readFileSync(log.path, 'utf8')).toBe('2026-11-22T09:00:00.000Z Afterbeep starts\n')
  expect(statSync(log.path).mode & 0o777).toBe(0o600)
})

test('a bug is logged with its stack, and without the numbers in it', () => {
  const log = openLog(folder)
  noteBug(log, 'call.dial', new Error('cannot dial +14165550199'))
  const text = readFileSync(log.path, 'utf8')
  expect(text).toContain('bug in call.dial: Error: cannot dial •••')
  expect(text).toContain('log.test.ts')
})

test('the log keeps its size: the newest lines in one file, two older files beside it', () => {
  const log = openLog(folder, Date.now, 200)
  for (let line = 0; line < 60; line++) note(log, `line ${line} of this day`)
  expect(readdirSync(folder).toSorted()).toEqual(['afterbeep.log', 'afterbeep.log.1', 'afterbeep.log.2'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(300)
  expect(readFileSync(log.path, 'utf8')).toContain('line 59')
})
