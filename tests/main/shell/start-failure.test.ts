import { expect, test } from 'vitest'
import { whyNotStarted } from '../../../main/shell/start-failure.ts'

test.for([
  [Object.assign(new Error('ENOSPC: no space left on device, mkdir'), { code: 'ENOSPC' }), /^The disk is full\. Free/],
  [Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }), /^Its folder is read-only/],
  [new Error('something else'), /^Start it again; .*afterbeep\.log[^]*something else/],
  ['a word', /a word/],
  [null, /null/],
] as const)('a start that fails with %s says why, and what to do', ([error, says]) => {
  const said = whyNotStarted(error, 'C:\\Afterbeep')
  expect(said).toMatch(says)
  expect(said).toContain('Its folder: C:\\Afterbeep')
})
