/** The part of vcf 2.1 that is used; it ships no types. */
declare module 'vcf' {
  interface Property {
    valueOf(): string
  }
  interface Card {
    get(field: string): Property | Property[] | undefined
  }
  /** CommonJS: Node finds its functions on the default alone. */
  const vCard: { parse(text: string): Card[] }
  export default vCard
}
