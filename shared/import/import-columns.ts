import { mayRepeat, type ImportField } from './import-fields.ts'

/**
 * Guesses what the columns of a file are: by their headings, as HubSpot, Salesforce, Pipedrive, Close and people write
 * them (English, German, French, Spanish), else by what is in them. Null: not imported.
 */
export function guessColumns(
  headings: readonly string[],
  samples: readonly (readonly string[])[],
): (ImportField | null)[] {
  const named = headings.map((heading) => fieldNamed(heading))
  const words = headings.map(plainWords)
  // Outlook's and VICIdial's "Title" is "Ms."; where people have a job title of their own it is no job.
  const isSalutation = words.some((word) => /^(job ?title|phone code|vendor lead code|suffix)$/.test(word))
  const guesses = named.map((field, at) => {
    if (
      field === 'title' &&
      isSalutation &&
      words[at] === 'title' &&
      words.some((word) => /^(job ?title|phone code|vendor lead code)$/.test(word))
    )
      return null
    // Where somebody works says less of where they are than their own town.
    const isCompanys = placeFields.includes(field) && ofCompany.test(words[at]!)
    return isCompanys && named.some((other, index) => other === field && !ofCompany.test(words[index]!)) ? null : field
  })
  const taken = new Set<ImportField>()
  const unique = guesses.map((field) => {
    if (!field || (taken.has(field) && !mayRepeat(field))) return null
    taken.add(field)
    return field
  })
  // A column whose heading says what it is not (a date, an owner) is not looked into.
  return unique.map((field, column) => {
    if (field || !isSilent(headings[column] ?? '')) return field
    const found = fieldOf(samples.map((row) => row[column] ?? ''))
    if (!found || (taken.has(found) && !mayRepeat(found))) return null
    taken.add(found)
    return found
  })
}

/** Is the first row of a file headings? Not when it holds a phone number or an email address. */
export function isHeading(row: readonly string[]): boolean {
  return row.some((cell) => /\p{L}/u.test(cell)) && !row.some((cell) => isEmail(cell) || looksDialable(cell))
}

/**
 * The row of the headings: reports have a title and a date above theirs. The first row with at least two cells of words, most
 * of its columns among them, that names a column; null: the file has none.
 */
export function headingRow(rows: readonly (readonly string[])[]): number | null {
  const width = Math.max(0, ...rows.slice(0, 50).map((row) => row.filter((cell) => cell.trim() !== '').length))
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length
  const named = (row: readonly string[]) => row.filter((cell) => fieldNamed(cell) !== null).length
  for (const [at, row] of rows.slice(0, 15).entries()) {
    if (!isHeading(row)) {
      // A row of data above any heading: the file has none, unless what stands there is only a title.
      if (filled(row) > 1 && filled(row) * 2 > width) return null
      continue
    }
    if (at === 0 && (named(row) > 0 || filled(row) * 2 > width)) return 0
    if (filled(row) * 2 > width && named(row) > 1) return at
  }
  return rows[0] && isHeading(rows[0]) ? 0 : null
}

/** Without headings: the first column of words is the name, the second the company. */
export function guessWithoutHeadings(samples: readonly (readonly string[])[]): (ImportField | null)[] {
  const width = Math.max(0, ...samples.map(({ length }) => length))
  const words: ImportField[] = ['name', 'company']
  const taken = new Set<ImportField>()
  return Array.from({ length: width }, (_, column) => {
    const cells = samples.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '')
    const found = fieldOf(cells) ?? (cells.some((cell) => /\p{L}{2}/u.test(cell)) ? (words.shift() ?? null) : null)
    if (!found || (taken.has(found) && !mayRepeat(found))) return null
    taken.add(found)
    return found
  })
}

function fieldOf(cells: readonly string[]): ImportField | null {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const mostly = (isOne: (cell: string) => boolean) =>
    filled.length > 0 && filled.filter(isOne).length * 2 > filled.length
  if (mostly(isEmail)) return 'email'
  return mostly(looksDialable) ? 'direct' : null
}

export function isEmail(cell: string): boolean {
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(cell.trim())
}

function looksDialable(cell: string): boolean {
  const digits = cell.replace(/\D/g, '').length
  return /^'?\+?[\d\s()./-]+$/.test(cell.trim()) && digits >= 7 && digits <= 16 && !/^\d{4}-\d\d-\d\d/.test(cell.trim())
}

/** A heading that tells nothing: none, a letter, or "Column 3". */
function isSilent(heading: string): boolean {
  return /^(\w|(column|field|spalte|colonne|columna)?[\s_]*\d*)$/i.test(heading.trim())
}

/** "Téléphone_portable (privé)" → "telephone portable prive"; "MobilePhone" → "mobile phone". */
export function plainWords(text: string): string {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

const phone =
  /\b(phones?|telephones?|tel|fon|fono|telefon\w*|telephon\w*|rufnummer|festnetz|durchwahl|mobile?|mobil\w+|mobilephone|homephone|otherphone|assistantphone|handy\w*|cell|cellphone|cellulare?|celular|movil|portable|gsm|whatsapp|switchboard|zentrale|standard|centralita|fijo|msisdn|numero de tel\w*|primary phone|dial)\b|telefon|telephone|phone$/
const noPhone =
  /\b(fax|telefax|type|typ|calls?|date|datum|extension|ext|opt|status|verified|valid|country code|landesvorwahl|label|count|last|score|source|consent)\b/
const mobile = /mobil|handy|\bcell|celular|movil|portable|gsm|whatsapp/
const home = /\b(home|homephone|privat\w*|prive|domicile|casa|particular|personal|perso)\b/
const main =
  /\b(main|company|switchboard|zentrale|standard|centralita|hq|headquarters?|account|organi[sz]ation|firma|firmen\w*|unternehmen|societe|entreprise|empresa|siege|corporate|office main|haupt\w*)\b|zentral/
const other =
  /\b(other|otherphone|others|asst|alt|alternate|assistant|assistantphone|sonstige\w*|weitere\w*|andere\w*|autres?|otr[oa]s?|additional|alternat\w*|secondary|second)\b|\b[2-9]$/

const placeFields: readonly (ImportField | null)[] = ['city', 'state', 'country', 'postalCode']
const ofCompany = /\b(company|account|organi[sz]ation|billing|shipping|other|hq|firma|home|unternehmen)\b/

/** A column of who may be called: its no is what is a yes elsewhere. */
export const mayCall =
  /\b(ok(ay)? to (call|phone|contact)|(can|may) (be called|call|phone)|(call|calling|phone) permission|permission to call|(calls?|phone) allowed|allow (phone )?calls?|callable)\b/

/** Before all others: what a heading says in words that others would take for something else. */
const particular: readonly (readonly [ImportField | null, RegExp])[] = [
  ['city', /^address \d+ city$/],
  ['state', /^address \d+ (region|state|province)$/],
  ['country', /^address \d+ country$/],
  ['company', /^organi[sz]ation \d+ name$/],
  ['title', /^organi[sz]ation \d+ title$/],
  ['tags', /^group membership$/],
  [null, /^status label$|\be ?mail source$/],
  [
    null,
    /\b(name for emails?|hierarchy|phonetic|yomi|transliteration|nickname|file as)\b|\bids?$|^(e ?mail|mail) .*(status|source|type|label|confidence|client|display name)\b/,
  ],
  [
    'doNotCall',
    /\b(do ?not ?(call|contact|phone)|do ?not (allow |accept )?((phone|voice) |(e ?mail|text|sms|mail|fax) (or|and) )?(calls?|contact|phone|disturb|dial)|dnc|dncl|donotcall|(phone|call|calls) opt ?out|opted out of (calls?|phone)|nicht anrufen|anrufsperre|werbesperre|ne pas appeler|no llamar)\b/,
  ],
  // The registers of Britain, France and Spain, and whoever sues callers. When somebody looked there is no answer of theirs.
  [null, /\b(c?tps|bloctel|litigators?)\b.*\b(date|checked|screened|score)\b/],
  ['doNotCall', /\b(c?tps|bloctel|lista robinson|robinson ?list\w*|litigators?)\b/],
  ['doNotCall', mayCall],
  [null, /\bdo ?not\b.*\b(e ?mails?|mails?|fax|faxes|text|sms)\b/],
  ['numberKind', /^(phone|telefon|telephone|tel) \d+ (label|type|typ)$/],
  ['phoneCode', /^(phone|dial|dialing|country calling|country dial|calling) (country )?code$/],
  [
    'extension',
    /^((phone|work|office|direct|business|work phone|office phone|business phone|phone number|main|company phone) )*(ext|extn|extension|nebenstelle)$/,
  ],
  ['postalCode', /\b(zip|zipcode|postal ?code|post ?code|plz|postleitzahl|code postal|codigo postal)\b/],
  [
    'dealValue',
    /^((deal|opportunity|expected|estimated|contract|potential|lead|person|total) )*(value|amount|deal size|deal value)$|^(acv|arr|tcv|deal amount|auftragswert|valeur|valor)$/,
  ],
  [
    'referrer',
    /^(referrer|referrer name|referred by|referral|referral name|referred by name|source contact|empfohlen von|empfehlung von|recommande par|referido por)$/,
  ],
  [
    'owner',
    /^((contact|lead|account|record|deal|company|person|organization|assigned|sales|hubspot|task) )*(owner|owner name|owner full name|assigned to|sales ?rep|besitzer|zustandig\w*|proprietaire|propietario|inhaber)$/,
  ],
  [
    'lastContacted',
    /^(person |contact )?(last (contacted|contact|activity|called|call|touch|touched|communication|email)( date| time| date time)?|letzter kontakt|zuletzt kontaktiert|dernier contact|ultimo contacto)$/,
  ],
]

/** In this order: the first that fits. What a CRM says of other people (owner, creator, referrer) is nobody's field. */
const nobodys =
  /\b(owner|besitzer|proprietaire|propietario|zustandig\w*|created|creator|modified|updated|by|record|assistant name|manager|supervisor|referr\w*|id|uuid|guid|url|link|website|webseite|domain|linkedin|twitter|facebook|date|datum|fecha|count|number of|anzahl|nombre de|numero de empleados|employees|revenue|stage|lifecycle|source|industry|branche|score|salutation|anrede|civilite|tratamiento|suffix|middle|deals?|activities|activity|currency|time of|last (contacted|activity|modified|call|email)|next|address|street|strasse|rue|calle|zip|postal|plz|postleitzahl|code postal|codigo postal|opt|bounce\w*|unsubscribed?|consent|type|typ)\b/

const fields: readonly (readonly [ImportField, RegExp])[] = [
  ['timeZone', /\b(time ?zone|zeitzone|fuseau( horaire)?|zona horaria|huso horario|tz)\b/],
  [
    'firstName',
    /^((contact|primary contact|person|lead|contact 1) )?(first ?name|given ?name|forename|vorname|prenom|nombre de pila|primer nombre)$/,
  ],
  [
    'lastName',
    /^((contact|primary contact|person|lead|contact 1) )?(last ?name|sur ?name|family ?name|nachname|familienname|zuname|nom de famille|apellidos?)$/,
  ],
  [
    'company',
    /^((associated|primary|current|parent|person|contact|lead) )?(company|company account|account|organi[sz]ation|organisation|employer|business|firma|unternehmen|gesellschaft|arbeitgeber|kunde|entreprise|societe|compagnie|empresa|compania|sociedad|organizacion|cuenta|compte)( ?name)?$|^(company|account|organi[sz]ation|lead display|lead|firmen|unternehmens) ?name$|^nom de (l )?(entreprise|la societe|societe)$|^nombre de (la )?(empresa|compania|cuenta)$|^raison sociale$|^razon social$|^display name$|^lead$/,
  ],
  [
    'title',
    /\b(job ?title|title|position|role|jobtitle|berufsbezeichnung|stellenbezeichnung|funktion|rolle|titel|jobtitel|poste|fonction|titre|intitule du poste|cargo|puesto|titulo)$/,
  ],
  [
    'email',
    /\b(e ?mails?|mail|email adress\w*|mailadresse|courriel|adresse electronique|correo( electronico)?|primary email)\b|^e?mail\b/,
  ],
  [
    'tags',
    /\b(tags?|labels?|categor(y|ies)|kategorien?|schlagworte?|stichworte?|etiquettes?|mots cles|etiquetas?|categorias?|groups?|gruppen?)$/,
  ],
  [
    'notes',
    /\b(notes?|comments?|remarks?|description|notizen?|bemerkung(en)?|kommentare?|beschreibung|anmerkung(en)?|remarques?|commentaires?|notas?|comentarios?|observaciones|descripcion)\b/,
  ],
  ['city', /\b(city|town|stadt|ort|wohnort|ville|localite|ciudad|localidad|poblacion)$/],
  ['country', /\b(country|country region|land|pays|pais|nation|country code)$/],
  [
    'state',
    /\b(state|province|state region|state province|region|county|bundesland|kanton|departement|provincia|estado|comunidad)$/,
  ],
  [
    'name',
    /^((contact|full|person|primary contact|contact 1|lead|kontakt|prospect|customer) )?(name|full ?name|display name|ansprechpartner|kontaktperson|kontakt|contact|contacto|kontaktname|nom|nom complet|nom et prenom|nombre|nombre completo|nombre y apellidos?|vollstandiger name|interlocuteur|person|prospect|who|wer)$/,
  ],
]

function fieldNamed(heading: string): ImportField | null {
  const words = plainWords(heading)
  if (words === '') return null
  const exact = particular.find(([, pattern]) => pattern.test(words))
  if (exact) return exact[0]
  if (bareNumber.test(words)) return numberField(words)
  if (phone.test(words) && !noPhone.test(words)) return numberField(words)
  const named = fields.find(([, pattern]) => pattern.test(words))?.[0] ?? null
  // French "Nom" beside "Prénom" is settled by whoever reads the row: a first name and a name make one name.
  if (named === 'email' || named === 'timeZone') return isAboutEmail(words) ? null : named
  return nobodys.test(words) ? null : named
}

/** "Last email date", "Email opt out", "Email owner": about the address, not the address. */
function isAboutEmail(words: string): boolean {
  return /\b(opt|out|owner|domain|bounce\w*|last|date|count|type|status|sends?|opened|clicked|delivered|replied|quarantined|confirmation|hard|invalid|unsubscribed|number|first|recent|verified|label)\b/.test(
    words,
  )
}

/** What a number is called without the word for it. */
const bareNumber =
  /^((work|business|office|my|person|contact) )*(direct|did|ddi|direct (line|dial|number)|office|ph|phn|phone (no|nr)|tel (no|nr)|number|no|hq|alt|alternate|work)( (\d|number|line))?$|^(office|work|business) (no|nr|ph)$|^(alt|alternate|alternative) (phone|ph|number|no)( \d)?$/

function numberField(words: string): ImportField {
  if (mobile.test(words)) return 'mobile'
  if (home.test(words)) return 'home'
  if (main.test(words)) return 'main'
  return other.test(words) ? 'other' : 'direct'
}
