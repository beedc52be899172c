import type { AppContext } from '../app-context.ts'

/** A keyring that is open answers within this, in milliseconds; one that asks the rep first takes as long as they do. */
const patienceMs = 1_500

/** Waits for what needs the system's keyring; where that takes long the desk says so, for as long as it does. */
export async function awaitKeyring<T>(
  { desk }: Pick<AppContext, 'desk'>,
  answer: Promise<T>,
  patience = patienceMs,
): Promise<T> {
  let isTold = false
  const tell = setTimeout(() => {
    isTold = true
    desk.notice({ code: 'keyring-waiting', about: {} })
  }, patience)
  try {
    return await answer
  } finally {
    clearTimeout(tell)
    // Another notice may have taken its place.
    if (isTold && desk.state().notice?.code === 'keyring-waiting') desk.notice(null)
  }
}
