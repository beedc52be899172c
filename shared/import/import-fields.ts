/** What a column of an imported file can be. Numbers by kind, tags and notes may come from several columns. */
export const importFields = [
  'name',
  'firstName',
  'lastName',
  'company',
  'title',
  'email',
  'direct',
  'mobile',
  'main',
  'home',
  'other',
  'tags',
  'notes',
  'city',
  'state',
  'country',
  'postalCode',
  'timeZone',
  'doNotCall',
  'extension',
  'phoneCode',
  'numberKind',
  'dealValue',
  'referrer',
  'owner',
  'lastContacted',
] as const
export type ImportField = (typeof importFields)[number]

export const fieldInWords: Readonly<Record<ImportField, string>> = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  title: 'Job title',
  email: 'Email',
  direct: 'Direct number',
  mobile: 'Mobile number',
  main: 'Switchboard number',
  home: 'Home number',
  other: 'Other number',
  tags: 'Tags',
  notes: 'Notes',
  city: 'City',
  state: 'State or region',
  country: 'Country',
  postalCode: 'Postal code',
  timeZone: 'Time zone',
  doNotCall: 'Do not call',
  extension: 'Extension of the number before it',
  numberKind: 'Kind of the number after it',
  phoneCode: 'Country code of the number after it',
  dealValue: 'Value of a deal',
  referrer: 'Referred by',
  owner: 'Owner',
  lastContacted: 'Last contacted',
}

export const numberFields = ['direct', 'mobile', 'main', 'home', 'other'] as const satisfies readonly ImportField[]
const repeatable: readonly ImportField[] = [
  ...numberFields,
  'tags',
  'notes',
  'email',
  'doNotCall',
  'extension',
  'numberKind',
  'phoneCode',
]

export function mayRepeat(field: ImportField): boolean {
  return repeatable.includes(field)
}

/** What must still be said before rows can be read, in words; null: nothing. */
export function missingFields(columns: readonly (ImportField | null)[]): string | null {
  const has = (...fields: readonly ImportField[]) => fields.some((field) => columns.includes(field))
  if (!has('name', 'firstName', 'lastName', 'company')) return 'Say which column is the name.'
  if (!has(...numberFields)) return 'Say which column is a phone number.'
  return null
}
