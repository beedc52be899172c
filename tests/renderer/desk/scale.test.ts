import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from '../../../scripts/run-step.ts'

/* One scale for the desk: what is not on it is not in a style sheet. */

const sheets = globSync('renderer/desk/**/*.css', { cwd: root }).filter((path) => !path.endsWith('tokens.css'))
const tokens = readFileSync(`${root}/renderer/desk/frame/tokens.css`, 'utf8')

const offScale = [
  /(?:^|\s)font-size: [^;]*\dpx/,
  /(?:^|\s)font: [^;]*\dpx/,
  /border-[a-z-]*radius: [^;]*\dpx/,
  /(?:^|\s)(?:margin|padding|gap|row-gap|column-gap)[a-z-]*: (?!-1px;)[^;]*\dpx/,
]

test('type sizes, spaces and corners come from the scale', () => {
  expect(sheets.length).toBeGreaterThan(20)
  const found = sheets.flatMap((path) =>
    readFileSync(`${root}/${path}`, 'utf8')
      .split('\n')
      .filter((line) => offScale.some((each) => each.test(line)))
      .map((line) => `${path}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})

test('the scale is six type sizes, six spaces and three corners', () => {
  const count = (name: string) => tokens.match(new RegExp(`^  --${name}`, 'gm'))?.length
  expect([count('type-'), count('space-'), count('radius')]).toEqual([6, 6, 3])
})
