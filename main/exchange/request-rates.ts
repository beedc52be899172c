/** So many at once, and so many a second after that. */
export interface Rate {
  readonly atOnce: number
  readonly aSecond: number
}

/** Counts requests for each source, and for all of them together. */
export interface RequestRates {
  /** False: it has to wait. One that is refused for its source's sake takes nothing from the others. */
  admits(source: string): boolean
  /** Of a call that stands: its far end has a rate of its own, and nobody else's flood can take it. */
  admitsInCall(call: string): boolean
}

export interface RatesPorts {
  /** Milliseconds, of any clock that only goes forward. */
  readonly now: () => number
  readonly ofOne: Rate
  readonly ofAll: Rate
}

interface Bucket {
  left: number
  at: number
}

/** Sources are names that anybody can make up: no more of them are remembered than this, the latest. */
const MOST_SOURCES = 2_000

export function openRequestRates({ now, ofOne, ofAll }: RatesPorts): RequestRates {
  const sources = new Map<string, Bucket>()
  const all: Bucket = { left: ofAll.atOnce, at: now() }

  function refill(bucket: Bucket, rate: Rate): void {
    const at = now()
    bucket.left = Math.min(rate.atOnce, bucket.left + ((at - bucket.at) / 1000) * rate.aSecond)
    bucket.at = at
  }

  function bucketOf(key: string): Bucket {
    const known = sources.get(key)
    const bucket = known ?? { left: ofOne.atOnce, at: now() }
    // The last in the map is the one heard of last.
    if (known) sources.delete(key)
    sources.set(key, bucket)
    if (sources.size > MOST_SOURCES) sources.delete(sources.keys().next().value!)
    refill(bucket, ofOne)
    return bucket
  }

  return {
    admits(source) {
      const bucket = bucketOf(`from ${source}`)
      refill(all, ofAll)
      if (bucket.left < 1 || all.left < 1) return false
      bucket.left--
      all.left--
      return true
    },
    admitsInCall(call) {
      const bucket = bucketOf(`call ${call}`)
      if (bucket.left < 1) return false
      bucket.left--
      return true
    },
  }
}

/** Calls of the last minute, for each caller and for all. */
export interface InviteRates {
  /** `caller`: this one calls too often; `all`: too many call. Null: it may ring. */
  refusalOf(caller: string): 'caller' | 'all' | null
}

export interface InviteRatesPorts {
  readonly now: () => number
  readonly ofOneAMinute: number
  readonly ofAllAMinute: number
}

const MINUTE_MS = 60_000

/** What is refused counts for nothing: who calls too often does not use up what is there for others. */
export function openInviteRates({ now, ofOneAMinute, ofAllAMinute }: InviteRatesPorts): InviteRates {
  let came: { readonly caller: string; readonly at: number }[] = []
  return {
    refusalOf(caller) {
      const at = now()
      came = came.filter((one) => at - one.at < MINUTE_MS)
      if (came.filter((one) => one.caller === caller).length >= ofOneAMinute) return 'caller'
      if (came.length >= ofAllAMinute) return 'all'
      came.push({ caller, at })
      return null
    },
  }
}
