import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a client and its server, and forgets connections as a router does: nobody is told. */
export interface Middlebox {
  /** 127.0.0.1, this port. */
  readonly port: number
  /** Whatever is open now stays open, and nothing passes any more; new connections do. */
  forget(): void
  close(): Promise<void>
}

export async function openMiddlebox(serverPort: number): Promise<Middlebox> {
  const sockets = new Set<Socket>()
  const passing = new Set<() => void>()
  const box = createServer((client) => {
    const server = connect({ host: '127.0.0.1', port: serverPort })
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    client.pipe(server)
    server.pipe(client)
    passing.add(() => {
      client.unpipe(server).resume()
      server.unpipe(client).resume()
    })
  })
  await new Promise<void>((resolve) => box.listen(0, '127.0.0.1', resolve))
  return {
    port: (box.address() as AddressInfo).port,
    forget() {
      for (const stop of passing) stop()
      passing.clear()
    },
    async close() {
      const closed = new Promise((resolve) => box.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
