/** Is this a server address a line may use? wss anywhere; ws only where nobody can listen in. */
export function isLineServer(server: string): boolean {
  const match = /^(wss?):\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?(\/\S*)?$/i.exec(server)
  if (!match) return false
  const [, scheme, host] = match
  return scheme!.toLowerCase() === 'wss' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host!)
}
