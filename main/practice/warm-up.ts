/** Two ends in memory shake hands once, so that the first call does not wait while the ciphers are compiled. */
import { Event, RTCDtlsParameters, RTCDtlsTransport, RtpHeader } from 'werift'
import { transportOver } from './association.ts'
import { muLawSilence } from '../../shared/audio/g711.ts'

/** About a second of one core, once; resolves when the first call will be as fast as all others. */
export async function warmUp(): Promise<void> {
  await RTCDtlsTransport.SetupCertificate()
  const [toServer, toClient] = [new Event<[Buffer]>(), new Event<[Buffer]>()]
  const server = transportOver(toServer, (packet) => setImmediate(() => toClient.execute(packet)))
  const client = transportOver(toClient, (packet) => setImmediate(() => toServer.execute(packet)))
  server.role = 'server'
  client.role = 'client'
  server.setRemoteParams(new RTCDtlsParameters(client.localParameters.fingerprints, 'client'))
  client.setRemoteParams(new RTCDtlsParameters(server.localParameters.fingerprints, 'server'))
  await Promise.all([server.start(), client.start()])
  const heard = server.onRtp.asPromise()
  await client.sendRtp(Buffer.alloc(160, muLawSilence), new RtpHeader({ payloadType: 0, ssrc: 1 }))
  await heard
  await Promise.all([server.stop(), client.stop()])
}
