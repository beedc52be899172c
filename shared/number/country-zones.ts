/**
 * Where a country or a state has several clocks: its zones, that of most of its people first (tz database 2026, GeoNames'
 * people). A country that is not here has one.
 */
export const zonesOfCountries: Readonly<Record<string, readonly string[]>> = {
  US: [
    'America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Denver', 'America/Phoenix', 'Pacific/Honolulu',
    'America/Anchorage',
  ],
  CA: [
    'America/Toronto', 'America/Vancouver', 'America/Edmonton', 'America/Winnipeg', 'America/Regina', 'America/Halifax',
    'America/St_Johns', 'America/Whitehorse',
  ],
  MX: ['America/Mexico_City', 'America/Tijuana', 'America/Hermosillo', 'America/Mazatlan', 'America/Cancun', 'America/Matamoros'],
  BR: ['America/Sao_Paulo', 'America/Manaus', 'America/Rio_Branco', 'America/Noronha'],
  AU: [
    'Australia/Sydney', 'Australia/Brisbane', 'Australia/Perth', 'Australia/Adelaide', 'Australia/Darwin',
    'Australia/Lord_Howe',
  ],
  RU: [
    'Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Novosibirsk', 'Europe/Samara', 'Asia/Krasnoyarsk', 'Asia/Omsk', 'Asia/Irkutsk',
    'Asia/Vladivostok', 'Asia/Yakutsk', 'Europe/Kaliningrad', 'Asia/Magadan', 'Asia/Kamchatka',
  ],
  ES: ['Europe/Madrid', 'Atlantic/Canary'],
  PT: ['Europe/Lisbon', 'Atlantic/Azores'],
  ID: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  CD: ['Africa/Kinshasa', 'Africa/Lubumbashi'],
  MN: ['Asia/Ulaanbaatar', 'Asia/Hovd'],
  CL: ['America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter'],
  EC: ['America/Guayaquil', 'Pacific/Galapagos'],
  NZ: ['Pacific/Auckland', 'Pacific/Chatham'],
  PF: ['Pacific/Tahiti', 'Pacific/Marquesas', 'Pacific/Gambier'],
  KI: ['Pacific/Tarawa', 'Pacific/Kiritimati', 'Pacific/Enderbury'],
  FM: ['Pacific/Truk', 'Pacific/Ponape'],
  GL: ['America/Godthab', 'America/Scoresbysund', 'America/Thule'],
} // prettier-ignore

/** The zone of every state, province or region of a country that has several: that of most of its people. */
const zonesOfStates: Readonly<Record<string, string>> = {
  US: `America/New_York:CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV;America/Chicago:AL AR IA IL KS LA MN MO
    MS ND NE OK SD TN TX WI;America/Denver:CO MT NM UT WY;America/Boise:ID;America/Phoenix:AZ;America/Los_Angeles:CA NV OR WA;
    America/Anchorage:AK;Pacific/Honolulu:HI;America/Puerto_Rico:PR VI;Pacific/Guam:GU MP;Pacific/Pago_Pago:AS`,
  CA: `America/Vancouver:BC;America/Edmonton:AB NT;America/Regina:SK;America/Winnipeg:MB;America/Toronto:ON QC;
    America/Iqaluit:NU;America/Halifax:NB NS PE;America/St_Johns:NL;America/Whitehorse:YT`,
  AU: `Australia/Sydney:NSW ACT VIC TAS;Australia/Brisbane:QLD;Australia/Adelaide:SA;Australia/Perth:WA;Australia/Darwin:NT`,
  BR: `America/Manaus:AM RO RR MT MS;America/Rio_Branco:AC;America/Sao_Paulo:AL AP BA CE DF ES GO MA MG PA PB PE PI PR RJ RN RS SC
    SE SP TO`,
  MX: `America/Tijuana:BCN;America/Mazatlan:BCS SIN NAY;America/Hermosillo:SON;America/Cancun:ROO;America/Mexico_City:AGU CAM CHH
    CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NLE OAX PUE QUE SLP TAB TAM TLA VER YUC ZAC`,
  ES: `Atlantic/Canary:CN;Europe/Madrid:AN AR AS CB CL CM CT EX GA IB MC MD NC PV RI VC`,
  PT: `Atlantic/Azores:20;Europe/Lisbon:30`,
}

/** States whose people have more than one clock. */
export const splitRegions: Readonly<Record<string, readonly string[]>> = {
  'US-AK': ['America/Anchorage', 'America/Adak'],
  'US-AZ': ['America/Phoenix', 'America/Denver'],
  'US-FL': ['America/New_York', 'America/Chicago'],
  'US-ID': ['America/Boise', 'America/Los_Angeles'],
  'US-IN': ['America/New_York', 'America/Chicago'],
  'US-KS': ['America/Chicago', 'America/Denver'],
  'US-KY': ['America/New_York', 'America/Chicago'],
  'US-MI': ['America/New_York', 'America/Chicago'],
  'US-ND': ['America/Chicago', 'America/Denver'],
  'US-NE': ['America/Chicago', 'America/Denver'],
  'US-NV': ['America/Los_Angeles', 'America/Denver'],
  'US-OR': ['America/Los_Angeles', 'America/Denver'],
  'US-SD': ['America/Chicago', 'America/Denver'],
  'US-TN': ['America/Chicago', 'America/New_York'],
  'US-TX': ['America/Chicago', 'America/Denver'],
  'CA-BC': ['America/Vancouver', 'America/Edmonton', 'America/Creston'],
  'CA-NL': ['America/St_Johns', 'America/Goose_Bay'],
  'CA-NU': ['America/Iqaluit', 'America/Rankin_Inlet', 'America/Cambridge_Bay'],
  'CA-ON': ['America/Toronto', 'America/Winnipeg'],
  'CA-QC': ['America/Toronto', 'America/Blanc-Sablon', 'America/Halifax'],
  'CA-SK': ['America/Regina', 'America/Edmonton'],
}

const stateNames: Readonly<Record<string, string>> = {
  US: `alabama:AL alaska:AK arizona:AZ arkansas:AR california:CA colorado:CO connecticut:CT delaware:DE district_of_columbia:DC
    washington_dc:DC florida:FL georgia:GA hawaii:HI idaho:ID illinois:IL indiana:IN iowa:IA kansas:KS kentucky:KY louisiana:LA
    maine:ME maryland:MD massachusetts:MA michigan:MI minnesota:MN mississippi:MS missouri:MO montana:MT nebraska:NE nevada:NV
    new_hampshire:NH new_jersey:NJ new_mexico:NM new_york:NY north_carolina:NC north_dakota:ND ohio:OH oklahoma:OK oregon:OR
    pennsylvania:PA rhode_island:RI south_carolina:SC south_dakota:SD tennessee:TN texas:TX utah:UT vermont:VT virginia:VA
    washington:WA washington_state:WA west_virginia:WV wisconsin:WI wyoming:WY puerto_rico:PR guam:GU calif:CA fla:FL tex:TX
    mass:MA penn:PA ill:IL mich:MI wash:WA ariz:AZ colo:CO conn:CT minn:MN tenn:TN wisc:WI ore:OR`,
  CA: `alberta:AB british_columbia:BC manitoba:MB new_brunswick:NB newfoundland:NL newfoundland_and_labrador:NL
    newfoundland_labrador:NL nova_scotia:NS northwest_territories:NT nunavut:NU ontario:ON prince_edward_island:PE quebec:QC
    saskatchewan:SK yukon:YT yukon_territory:YT que:QC pq:QC ont:ON alta:AB sask:SK colombie_britannique:BC
    nouveau_brunswick:NB terre_neuve:NL nouvelle_ecosse:NS ile_du_prince_edouard:PE nf:NL`,
  AU: `new_south_wales:NSW victoria:VIC queensland:QLD south_australia:SA western_australia:WA tasmania:TAS
    northern_territory:NT australian_capital_territory:ACT`,
  BR: `acre:AC alagoas:AL amapa:AP amazonas:AM bahia:BA ceara:CE distrito_federal:DF espirito_santo:ES goias:GO maranhao:MA
    mato_grosso:MT mato_grosso_do_sul:MS minas_gerais:MG para:PA paraiba:PB parana:PR pernambuco:PE piaui:PI rio_de_janeiro:RJ
    rio_grande_do_norte:RN rio_grande_do_sul:RS rondonia:RO roraima:RR santa_catarina:SC sao_paulo:SP sergipe:SE tocantins:TO`,
  MX: `baja_california:BCN baja_california_norte:BCN bc:BCN baja_california_sur:BCS sinaloa:SIN nayarit:NAY sonora:SON
    quintana_roo:ROO aguascalientes:AGU campeche:CAM chihuahua:CHH chiapas:CHP ciudad_de_mexico:CMX cdmx:CMX coahuila:COA
    colima:COL durango:DUR guerrero:GRO guanajuato:GUA hidalgo:HID jalisco:JAL estado_de_mexico:MEX michoacan:MIC morelos:MOR
    nuevo_leon:NLE oaxaca:OAX puebla:PUE queretaro:QUE san_luis_potosi:SLP tabasco:TAB tamaulipas:TAM tlaxcala:TLA veracruz:VER
    yucatan:YUC zacatecas:ZAC`,
  ES: `canarias:CN canary_islands:CN islas_canarias:CN las_palmas:CN santa_cruz_de_tenerife:CN tenerife:CN gran_canaria:CN
    lanzarote:CN fuerteventura:CN`,
  PT: `acores:20 azores:20 madeira:30`,
}

/** "Calif." and "CA" of the United States are `US-CA`; null for what is no state of this country. */
export function stateNamed(written: string, country: string): string | null {
  const word = written
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/^(?:us|ca|au|br|mx)-(?=[a-z]{2,3}$)/, '')
    .replace(/^(?:state|province) of /, '')
    .replace(/[^a-z\d]+/g, '_')
  const codes = zonesOfStates[country]?.match(/\b[A-Z\d]{2,3}\b/g) ?? []
  const code = codes.find((one) => one.toLowerCase() === word)
  const named = stateNames[country]?.split(/\s+/).find((pair) => pair.slice(0, pair.indexOf(':')) === word)
  const found = named?.slice(named.indexOf(':') + 1) ?? code
  return found ? `${country}-${found}` : null
}

/** The zone of most people of `US-FL`; null where its country has one, or it is not known. */
export function zoneOfState(region: string): string | null {
  const [country = '', state = ''] = region.split('-')
  const group = zonesOfStates[country]?.split(';').find((one) =>
    one
      .slice(one.indexOf(':') + 1)
      .split(/\s+/)
      .includes(state),
  )
  return group ? group.slice(0, group.indexOf(':')).trim() : null
}

/** "Alberta" → "AB", of Canada. */
export function provincesOf(name: string): string {
  return stateNamed(name, 'CA')?.slice(3) ?? ''
}
