/*
 * Chromium cannot be taught a new scheme from outside, so app://desk/x is shown as http://desk.app.localhost/x: a
 * stable origin that counts as secure, led to this process by --host-resolver-rules.
 */

/** The address Chromium is given. */
export function toPage(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (whole, scheme: string, host: string) =>
    ['http', 'https', 'file', 'devtools', 'ws', 'wss'].includes(scheme) ? whole : `http://${host}.${scheme}.localhost`,
  )
}

/** The address the app is told. */
export function toApp(address: string): string {
  return address.replace(/^http:\/\/([^/?#:]+)\.([a-z0-9+-]+)\.localhost(?::\d+)?(?=[/?#]|$)/, '$2://$1')
}

/** Scheme and host of an address, as a frame's origin; `null` for those that have none. */
export function originOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/.exec(address)?.[0] ?? 'null'
}
