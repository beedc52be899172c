import { describe, expect, it } from 'vitest'
import { placeOfPerson } from '../../../shared/number/person-place.ts'
import { zoneNamed } from '../../../shared/number/place-names.ts'
import { whyGuessed } from '../../../shared/number/why-guessed.ts'

const nowhere = { country: '', state: '', city: '', postalCode: '' }
const placed = (number: string, address = {}) => placeOfPerson({ ...nowhere, ...address }, [number], 'Etc/UTC')

describe('somebody’s clock', () => {
  it.each([
    ['+12505550142', 'America/Vancouver'],
    ['+12503425555', 'America/Edmonton'],
    ['+14745550142', 'America/Regina'],
    ['+15745550142', 'America/New_York'],
    ['+16895550142', 'America/New_York'],
    ['+18125550142', 'America/New_York'],
    ['+13645550142', 'America/Chicago'],
    ['+16245550142', 'America/New_York'],
    ['+61891234567', 'Australia/Perth'],
    ['+61889234567', 'Australia/Darwin'],
    ['+351296123456', 'Atlantic/Azores'],
    ['+556812345678', 'America/Rio_Branco'],
    ['+74012345678', 'Europe/Kaliningrad'],
    ['+526141234567', 'America/Mexico_City'],
    ['+526391234567', 'America/Mexico_City'],
    ['+526561234567', 'America/Ciudad_Juarez'],
    ['+526221234567', 'America/Mazatlan'],
  ])('goes by the number %s: %s', (number, timeZone) => {
    expect(placed(number)).toMatchObject({ timeZone, from: 'number' })
  })

  it.each([
    [{ state: 'TX', city: 'El Paso' }, 'US-TX', 'America/Denver'],
    [{ state: 'Indiana', city: 'Gary' }, 'US-IN', 'America/Chicago'],
    [{ state: 'BC', country: 'CA', city: 'Cranbrook' }, 'CA-BC', 'America/Edmonton'],
    [{ country: 'US', postalCode: '32501' }, 'US-FL', 'America/Chicago'],
    [{ country: 'US', postalCode: '2134' }, 'US-MA', 'America/New_York'],
    [{ postalCode: 'V8W 1P6' }, 'CA-BC', 'America/Vancouver'],
    [{ country: 'AU', state: 'Western Australia' }, 'AU-WA', 'Australia/Perth'],
    [{ country: 'BR', city: 'Manaus' }, 'BR', 'America/Manaus'],
    [{ country: 'ES', postalCode: '35001' }, 'ES', 'Atlantic/Canary'],
    [{ country: 'ES', city: 'Las Palmas' }, 'ES', 'Atlantic/Canary'],
    [{ country: 'ES', city: 'Tenerife' }, 'ES', 'Atlantic/Canary'],
    [{ country: 'ES', postalCode: '28001', city: 'Madrid' }, 'ES', 'Europe/Madrid'],
    [{ country: 'PT', postalCode: '9500-150' }, 'PT', 'Atlantic/Azores'],
    [{ country: 'PT', city: 'Angra do Heroísmo' }, 'PT', 'Atlantic/Azores'],
    [{ country: 'CA', state: 'NU', city: 'Rankin Inlet' }, 'CA-NU', 'America/Rankin_Inlet'],
    [{ country: 'CA', postalCode: 'X0C 0G0' }, 'CA-NU', 'America/Rankin_Inlet'],
    [{ country: 'CA', postalCode: 'X0B 0C0' }, 'CA-NU', 'America/Cambridge_Bay'],
    [{ country: 'CA', postalCode: 'X1A 2N1' }, 'CA-NT', 'America/Edmonton'],
    [{ country: 'CA', state: 'QC', city: 'Cap-aux-Meules' }, 'CA-QC', 'America/Halifax'],
    [{ country: 'CA', postalCode: 'G4T 1A1' }, 'CA-QC', 'America/Halifax'],
    [{ country: 'CA', postalCode: 'G1A 1A1' }, 'CA-QC', 'America/Toronto'],
    [{ country: 'EC', city: 'Puerto Ayora' }, 'EC', 'Pacific/Galapagos'],
    [{ country: 'NZ', city: 'Chatham Islands' }, 'NZ', 'Pacific/Chatham'],
    [{ country: 'CL', city: 'Hanga Roa' }, 'CL', 'Pacific/Easter'],
    [{ country: 'CL', postalCode: '6160000', city: 'Natales' }, 'CL', 'America/Punta_Arenas'],
    [{ country: 'MX', postalCode: '31000' }, 'MX', 'America/Mexico_City'],
    [{ country: 'MX', postalCode: '32000' }, 'MX', 'America/Ciudad_Juarez'],
    [{ country: 'MX', postalCode: '22000' }, 'MX', 'America/Tijuana'],
    [{ country: 'MX', postalCode: '77500' }, 'MX', 'America/Cancun'],
    [{ country: 'BR', postalCode: '69900-062' }, 'BR', 'America/Rio_Branco'],
    [{ country: 'BR', postalCode: '01310-100' }, 'BR', 'America/Sao_Paulo'],
    [{ country: 'AU', postalCode: '800' }, 'AU', 'Australia/Darwin'],
    [{ country: 'AU', postalCode: '4870' }, 'AU', 'Australia/Brisbane'],
    [{ country: 'ID', postalCode: '80361' }, 'ID', 'Asia/Makassar'],
    [{ country: 'ID', postalCode: '99351' }, 'ID', 'Asia/Jayapura'],
  ])('goes by the address %j before the number', (address, region, timeZone) => {
    expect(placed('+12125550142', address)).toEqual({ region, timeZone, from: 'address' })
  })

  it.each([
    ['+4930901820', '10115', 'Europe/Berlin'],
    ['+33142685300', '75001', 'Europe/Paris'],
    ['+34911234567', '28001', 'Europe/Madrid'],
    ['+541143211234', '1001', 'America/Buenos_Aires'],
    ['+61280000000', '2000', 'Australia/Sydney'],
    ['+18095550142', '10101', 'America/Santo_Domingo'],
  ])('of %s is not American for the postal code %s without a country', (number, postalCode, timeZone) => {
    const place = placed(number, { postalCode })
    expect(place.timeZone).toBe(timeZone)
    expect(place.region).not.toMatch(/^US/)
  })

  it('goes by a postal code without a country where the number is American or toll-free', () => {
    for (const number of ['+12125550142', '+18885550142'])
      expect(placed(number, { postalCode: '94105' })).toMatchObject({ region: 'US-CA', from: 'address' })
  })

  it('is British for the British code W1A', () => {
    expect(placed('+442079460000', { country: 'GB', postalCode: 'W1A' })).toMatchObject({ region: 'GB' })
  })

  it('is a guess where nothing tells, and says why', () => {
    for (const number of ['+18885550142', '+61412345678']) expect(placed(number).from).toBe('guess')
    const known = { zoneFrom: 'guess' as const, region: '', otherwise: 'US' }
    expect(whyGuessed({ ...known, numbers: ['+18885550142'] })).toMatch(/toll-free number has no place/)
    expect(whyGuessed({ ...known, numbers: ['+4930901820'] })).toBe('')
    expect(whyGuessed({ ...known, zoneFrom: 'address', numbers: ['+18885550142'] })).toBe('')
  })
})

it.each([
  ['AST', 'America/Halifax'],
  ['NST', 'America/St_Johns'],
  ['Atlantic Standard Time', 'America/Halifax'],
  ['US Mountain Standard Time', 'America/Phoenix'],
  ['Eastern Time (US & Canada)', 'America/New_York'],
  ['(GMT-07:00) Mountain Standard Time (America/Phoenix)', 'America/Phoenix'],
  ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome', 'Europe/Amsterdam'],
  ['UTC-5', 'Etc/GMT+5'],
  ['GMT+5:30', 'Asia/Kolkata'],
  ['IST', null],
  ['soon', null],
])('“%s” is the zone %s', (written, zone) => {
  expect(zoneNamed(written)).toBe(zone)
})

it('the same letters are another zone elsewhere', () => {
  expect([zoneNamed('EST', 'AU'), zoneNamed('CST', 'CN'), zoneNamed('IST', 'IN')]).toEqual([
    'Australia/Sydney',
    'Asia/Shanghai',
    'Asia/Kolkata',
  ])
})
