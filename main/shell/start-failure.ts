/** By Node's and SQLite's codes: what is, then what to do. */
const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space, then start it again.',
  EDQUOT: 'The disk is full. Free some space, then start it again.',
  EROFS: 'Its folder is read-only. Allow this user to write there, then start it again.',
  EACCES: 'Its folder is read-only. Allow this user to write there, then start it again.',
  EPERM: 'The system does not let it write there. Allow it, or close what holds its files, then start it again.',
  EBUSY: 'Another program holds its files. Close that, then start it again.',
}

/** What stands in the error box of a start that failed: nothing of the rep's has been changed by then. */
export function whyNotStarted(error: unknown, folder: string): string {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  const known = typeof code === 'string' ? advice[code] : undefined
  const reason = typeof message === 'string' && message !== '' ? message : String(error)
  return `${known ?? 'Start it again; if it stays, send the file logs/afterbeep.log to whoever looks after your computer.'}

What it said: ${reason}
Its folder: ${folder}`
}
