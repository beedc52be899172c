/** What a number is, in the order a form offers them. `main` is a switchboard: many people's number. */
export const numberKinds = ['direct', 'mobile', 'main', 'home', 'other'] as const
export type NumberKind = (typeof numberKinds)[number]

export const kindInWords: Readonly<Record<NumberKind, string>> = {
  direct: 'Direct',
  mobile: 'Mobile',
  main: 'Switchboard',
  home: 'Home',
  other: 'Other',
}
