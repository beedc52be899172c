import type { CDPSession } from '@playwright/test'

/** How many objects of this kind the page holds once garbage has been collected. */
export async function countOf(devtools: CDPSession, kind: string): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${kind}.prototype` })
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! })
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId! })
  return counted.result.value as number
}

/** What Blink itself holds of the sound, beyond what JavaScript can see: kind → number. */
export type HeldByBlink = Readonly<Record<(typeof kinds)[number], number>>

const kinds = ['AudioHandler', 'MediaStreamSource', 'MediaStreamComponentImpl', 'RTCPeerConnection'] as const

interface Dump {
  readonly pid: number
  readonly args?: { readonly dumps?: { readonly allocators?: Record<string, Allocator> } }
}
interface Allocator {
  readonly attrs: { readonly object_count?: { readonly value: string } }
}

/**
 * From Chromium's own account of its memory (chrome://tracing, memory-infra), taken once all garbage has been collected, of
 * the process that makes the most of sound. A node whose JavaScript object has gone may still be held here.
 */
export async function heldByBlink(devtools: CDPSession): Promise<HeldByBlink> {
  const dumps: Dump[] = []
  const collect = ({ value }: { value: unknown[] }) => void dumps.push(...(value as Dump[]))
  devtools.on('Tracing.dataCollected', collect)
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()))
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-memory-infra'],
      excludedCategories: ['*'],
      memoryDumpConfig: {},
    },
  })
  await devtools.send('Tracing.requestMemoryDump', { deterministic: true, levelOfDetail: 'detailed' })
  await devtools.send('Tracing.end')
  await complete
  devtools.off('Tracing.dataCollected', collect)
  const processes = new Map<number, Record<string, number>>()
  for (const { pid, args } of dumps) {
    const counts: Record<string, number> = processes.get(pid) ?? {}
    processes.set(pid, counts)
    for (const [name, { attrs }] of Object.entries(args?.dumps?.allocators ?? {})) {
      const kind = kinds.find((one) => new RegExp(`^blink_objects/.*\\b${one}( \\(|$)`).test(name))
      if (kind) counts[kind] = (counts[kind] ?? 0) + Number.parseInt(attrs.object_count?.value ?? '0', 16)
    }
  }
  const soundOf = (counts: Record<string, number>) => (counts['AudioHandler'] ?? 0) + (counts['RTCPeerConnection'] ?? 0)
  const held = [...processes.values()].sort((a, b) => soundOf(b) - soundOf(a))[0]
  return Object.fromEntries(kinds.map((kind) => [kind, held?.[kind] ?? 0])) as HeldByBlink
}
