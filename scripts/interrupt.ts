/** Fires at Ctrl-C or when the process is asked to end, and, with a limit, when that much time is over. */
export function interruptSignal(limitMs: number): AbortSignal {
  const interrupt = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => interrupt.abort(new Error(`interrupted by ${name}`)))
  }
  return AbortSignal.any([interrupt.signal, AbortSignal.timeout(limitMs)])
}
