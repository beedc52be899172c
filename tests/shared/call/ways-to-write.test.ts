import { expect, it } from 'vitest'
import { waysToWrite } from '../../../shared/call/caller.ts'

it.each([
  ['Mexico without the 1 of its mobiles', '+525587654321', '+5215587654321', 'MX'],
  ['Mexico with it', '+5215587654321', '+525587654321', 'MX'],
  ['Mexico heard without a plus', '+525587654321', '5215587654321', ''],
  ['Argentina without the 9 of its mobiles', '+541187654321', '+5491187654321', 'AR'],
  ['Argentina with it', '+5491187654321', '541187654321', 'US'],
  ['Brazil with nine digits', '+5521987654321', '552187654321', 'US'],
  ['Brazil with eight', '+552187654321', '21987654321', 'BR'],
])('a caller of %s is found under %s when the network says %s', (_, stored, heard, region) => {
  expect(waysToWrite(heard, region)).toContain(stored)
})
