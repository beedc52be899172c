import { describe, expect, it } from 'vitest'
import { dialledOn, withoutLinePrefix } from '../../../shared/line/dial-format.ts'
import type { DialFormat } from '../../../shared/contract/dial-format.ts'
import { presentation } from '../../../shared/line/presentation.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'

const format = (own: DialFormat['own'], foreign: DialFormat['foreign'], outside = ''): DialFormat => ({
  own,
  foreign,
  outside,
})

describe('a line gets its numbers as it wants them', () => {
  it.each([
    ['+49301234567', 'DE', format('plus', 'plus'), '+49301234567'],
    ['+49301234567', 'DE', format('digits', 'digits'), '49301234567'],
    ['+49301234567', 'DE', format('trunk', 'exit'), '0301234567'],
    ['+49301234567', 'DE', format('national', 'exit'), '301234567'],
    ['+12125550142', 'DE', format('trunk', 'exit'), '0012125550142'],
    ['+49301234567', 'US', format('national', 'exit'), '01149301234567'],
    ['+12125550142', 'US', format('trunk', 'exit'), '12125550142'],
    ['+14165550142', 'US', format('national', 'exit'), '4165550142'],
    ['+61291234567', 'AU', format('trunk', 'exit'), '0291234567'],
    ['+12125550142', 'AU', format('trunk', 'exit'), '001112125550142'],
    ['+12125550142', 'US', format('national', 'exit', '9,'), '92125550142'],
    ['+12125550142', 'DE', format('trunk', 'exit', '0'), '00012125550142'],
    ['4711', 'DE', format('trunk', 'exit', '0'), '4711'],
    ['*98', 'US', format('trunk', 'exit', '9'), '*98'],
    ['sip:ann@example.org', 'US', format('digits', 'digits', '9'), 'sip:ann@example.org'],
    ['911', 'US', format('digits', 'digits', '9'), '911'],
    ['110', 'DE', format('trunk', 'exit', '0'), '110'],
  ] as const)('%s on a line of %s, %j: %s', (number, region, dialFormat, dialled) => {
    expect(dialledOn(number, { region, dialFormat })).toBe(dialled)
  })

  it('hidden behind the prefix for an outside line, and help is never behind either', () => {
    const line = {
      ...lineDefaults,
      server: 'wss://pbx.example.org/ws',
      domain: '',
      user: 'alex',
      region: 'US',
      hideMethod: { kind: 'prefix' as const, prefix: '*67' },
      dialFormat: format('national', 'exit', '9'),
    }
    expect(presentation(line, { kind: 'hidden' }, '+12125550142')).toMatchObject({ target: '9*672125550142' })
    expect(presentation(line, { kind: 'shown' }, '+12125550142')).toMatchObject({ target: '92125550142' })
    for (const help of ['911', '911#', '1911', '91911']) {
      expect(presentation(line, { kind: 'hidden' }, help)).toMatchObject({ target: '911', emergency: true })
    }
  })

  it('and backwards: whoever calls with the prefix is known without it', () => {
    const line = { dialFormat: format('trunk', 'exit', '0') }
    expect(withoutLinePrefix('00301234567', line)).toBe('0301234567')
    expect(withoutLinePrefix('0471', line)).toBe('0471')
    expect(withoutLinePrefix('+49301234567', line)).toBe('+49301234567')
  })
})
