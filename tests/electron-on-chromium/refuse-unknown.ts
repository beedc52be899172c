/** What an engine, a promise or an inspector may ask of any object. */
const isHarmless = (key: string | symbol) =>
  typeof key === 'symbol' || key.startsWith('_') || ['then', 'toJSON', 'domain', 'constructor', 'inspect'].includes(key)

/** Throws by name when the app uses something of Electron that is not imitated. */
export function refuseUnknown<T extends object>(name: string, thing: T): T {
  return new Proxy(thing, {
    get(target, key, receiver): unknown {
      if (key in target || isHarmless(key)) return Reflect.get(target, key, receiver)
      throw new Error(`${name}.${String(key)} is not imitated by the stand-in for Electron`)
    },
  })
}
