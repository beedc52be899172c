/** What Electron refuses, or lies about, before the app is ready is refused here by name. */
let ready = false

export function isReady(): boolean {
  return ready
}

export function nowReady(): void {
  ready = true
}

/** The same object, each method of which throws before the app is ready. */
export function afterReady<T extends object>(name: string, thing: T): T {
  return new Proxy(thing, {
    get(target, key, receiver): unknown {
      const own: unknown = Reflect.get(target, key, receiver)
      if (ready || typeof own !== 'function') return own
      return () => {
        throw new Error(`${name}.${String(key)} cannot be used before the app is ready`)
      }
    },
  })
}
