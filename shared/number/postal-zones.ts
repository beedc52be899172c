/**
 * Postal codes that tell the clock of a country with several, by how they begin: "zone:prefix prefix;zone:prefix". From the
 * plans of Correos, CTT, Australia Post, NZ Post, SEPOMEX, Correios, Pos Indonesia, Correos de Chile and Canada Post (2026).
 * ZIP codes of the United States, and Canada's provinces, are in place-data.ts.
 */
const zonesOfPostalCodes: Readonly<Record<string, string>> = {
  // Nunavut's three regions, and the Magdalen Islands.
  CA: `America/Iqaluit:X0A;America/Cambridge_Bay:X0B;America/Rankin_Inlet:X0C;America/Halifax:G4T`,
  ES: `Atlantic/Canary:35 38;Europe/Madrid:0 1 2 30 31 32 33 34 36 37 39 4 5`,
  PT: `Atlantic/Azores:95 96 97 98 99;Europe/Lisbon:1 2 3 4 5 6 7 8 90 91 92 93 94`,
  AU: `Australia/Darwin:08 09;Australia/Sydney:2 3 7;Australia/Broken_Hill:2880;Australia/Lord_Howe:2898;Australia/Brisbane:4;
    Australia/Adelaide:5;Australia/Perth:6`,
  NZ: `Pacific/Chatham:8016`,
  CL: `Pacific/Easter:277;America/Punta_Arenas:616 62 63;America/Santiago:1 2 3 4 5 6 7 8 9`,
  MX: `America/Tijuana:21 22;America/Mazatlan:23 63 80 81 82;America/Mexico_City:6373;America/Hermosillo:83 84 85;
    America/Ciudad_Juarez:32;America/Ojinaga:3288;America/Cancun:77;America/Matamoros:260 262 873 874 875 88;
    America/Mexico_City:0 1 2 3 4 5 6 7 8 9`,
  BR: `America/Manaus:690 691 692 693 694 695 696 697 698 768 769 78 79;America/Rio_Branco:699;America/Noronha:53990;
    America/Sao_Paulo:0 1 2 3 4 50 51 52 54 55 56 57 58 59 6 70 71 72 73 74 75 76 77 8 9`,
  ID: `Asia/Jakarta:1 2 3 4 5 6 73 74 78 79;Asia/Makassar:70 71 72 75 76 77 80 81 82 83 84 85 86 87 9;
    Asia/Jayapura:97 98 99`,
}

const read = new Map<string, Map<string, string>>()

/** The zone of a postal code of this country (ISO 3166-1); null where it does not tell. */
export function zoneOfPostalCode(country: string, postalCode: string): string | null {
  const written = zonesOfPostalCodes[country]
  if (!written) return null
  let prefixes = read.get(country)
  if (!prefixes) {
    const pairs = written.split(';').flatMap((group) => {
      const [zone = '', codes = ''] = group.trim().split(':')
      return codes.split(/\s+/).map((code) => [code, zone] as const)
    })
    read.set(country, (prefixes = new Map(pairs)))
  }
  const code = postalCode.toUpperCase().replaceAll(/[^A-Z\d]/g, '')
  // A spreadsheet takes the 0 of Darwin away; no other code of Australia has three digits.
  const whole = country === 'AU' && /^[89]\d\d$/.test(code) ? `0${code}` : code
  for (let length = whole.length; length > 0; length--) {
    const zone = prefixes.get(whole.slice(0, length))
    if (zone) return zone
  }
  return null
}
