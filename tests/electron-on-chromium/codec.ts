export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Structured clone as text: what Electron's IPC carries, and nothing it does not. The same function runs here and,
 * as text, in the page, so it uses nothing from outside itself.
 *
 * The text is a JSON list of values; each names its parts by their place in the list, so that cycles survive.
 */
export function makeCodec(): Codec {
  const typedArrays: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
  } // prettier-ignore
  const errors: Record<string, ErrorConstructor> = {
    Error,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
  }

  const toBase64 = (bytes: Uint8Array) => {
    let text = ''
    for (let from = 0; from < bytes.length; from += 32_768)
      text += String.fromCharCode(...bytes.subarray(from, from + 32_768))
    return btoa(text)
  }
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer

  function encode(value: unknown): string {
    const places = new Map<unknown, number>()
    const list: unknown[] = []
    const place = (part: unknown): number => {
      const known = places.get(part)
      if (known !== undefined && typeof part === 'object') return known
      const index = list.push(null) - 1
      places.set(part, index)
      list[index] = write(part)
      return index
    }
    const pairs = (part: object) => Object.entries(part).map(([key, own]) => [key, place(own)])
    const write = (part: unknown): unknown => {
      switch (typeof part) {
        case 'string':
        case 'boolean':
          return part
        case 'undefined':
          return ['undefined']
        case 'bigint':
          return ['bigint', String(part)]
        case 'number':
          return Number.isFinite(part) && !Object.is(part, -0)
            ? part
            : ['number', Object.is(part, -0) ? '-0' : `${part}`]
        case 'object':
          break
        default:
          throw new Error('An object could not be cloned.')
      }
      if (part === null) return null
      if (Array.isArray(part)) return ['list', part.map(place)]
      if (part instanceof Date) return ['date', part.getTime()]
      if (part instanceof RegExp) return ['regexp', part.source, part.flags]
      if (part instanceof Map) return ['map', [...part].map(([key, own]) => [place(key), place(own)])]
      if (part instanceof Set) return ['set', [...part].map(place)]
      if (part instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(part))]
      if (ArrayBuffer.isView(part)) {
        const name = Object.getPrototypeOf(part).constructor.name as string
        const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
        return ['view', name in typedArrays ? name : 'Uint8Array', toBase64(bytes)]
      }
      if (part instanceof Error) return ['error', part.name, part.message, part.stack]
      if (part instanceof Promise || part instanceof WeakMap || part instanceof WeakSet)
        throw new Error('An object could not be cloned.')
      return ['object', pairs(part)]
    }
    place(value)
    return JSON.stringify(list)
  }

  function decode(text: string): unknown {
    const list = JSON.parse(text) as unknown[]
    const done = new Map<number, unknown>()
    const keep = <T>(index: number, part: T): T => {
      done.set(index, part)
      return part
    }
    const read = (index: number): unknown => {
      if (done.has(index)) return done.get(index)
      const written = list[index]
      if (!Array.isArray(written)) return written
      const [kind, ...rest] = written as [string, ...never[]]
      switch (kind) {
        case 'undefined':
          return undefined
        case 'bigint':
          return BigInt(rest[0]!)
        case 'number':
          return Number(rest[0])
        case 'date':
          return keep(index, new Date(rest[0]!))
        case 'regexp':
          return keep(index, new RegExp(rest[0]!, rest[1]))
        case 'buffer':
          return keep(index, fromBase64(rest[0]!))
        case 'view':
          return keep(index, new typedArrays[rest[0]!]!(fromBase64(rest[1]!)))
        case 'error': {
          const error = new (errors[rest[0]!] ?? Error)(rest[1]!)
          error.stack = rest[2]!
          return keep(index, error)
        }
        case 'list': {
          const into = keep<unknown[]>(index, [])
          for (const part of rest[0] as unknown as number[]) into.push(read(part))
          return into
        }
        case 'map': {
          const into = keep(index, new Map())
          for (const [key, own] of rest[0] as unknown as [number, number][]) into.set(read(key), read(own))
          return into
        }
        case 'set': {
          const into = keep(index, new Set())
          for (const part of rest[0] as unknown as number[]) into.add(read(part))
          return into
        }
        case 'object': {
          const into = keep<Record<string, unknown>>(index, {})
          for (const [key, own] of rest[0] as unknown as [string, number][])
            Object.defineProperty(into, key, { value: read(own), writable: true, enumerable: true, configurable: true })
          return into
        }
        default:
          throw new Error(`unknown kind ${kind}`)
      }
    }
    return read(0)
  }

  return { encode, decode }
}
