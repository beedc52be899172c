/*
 * Chromium as the caller's sound: a page with peer connections that a test drives by their descriptions. What it
 * sends is a clip out of Web Audio or Chromium's fake microphone; what it hears is recorded.
 */
import { chromium, type Browser, type Page } from '@playwright/test'

/** Debian's; another one by AFTERBEEP_CHROMIUM. */
const executablePath = process.env['AFTERBEEP_CHROMIUM'] ?? '/usr/bin/chromium'

export interface PagePeer {
  /** A new peer connection under this name, sending what `playClip` plays; resolves to its offer, gathered. */
  offer(name: string): Promise<string>
  /** A later offer of the same peer connection. */
  offerAgain(name: string, direction: RTCRtpTransceiverDirection, options?: RTCOfferOptions): Promise<string>
  accept(name: string, answer: string): Promise<void>
  /** Resolves when ICE and DTLS are up. */
  connected(name: string): Promise<void>
  /** Plays 48 kHz samples into this call; resolves after the last one. */
  playClip(name: string, clip: Float32Array): Promise<void>
  sendDigits(name: string, digits: string): Promise<void>
  /** What has been heard of this call since it began, 48 kHz. */
  heard(name: string): Promise<Float32Array>
  /** RTP packets that have come in. */
  packetsIn(name: string): Promise<number>
  stats(name: string): Promise<Record<string, unknown>[]>
  close(name: string): Promise<void>
  quit(): Promise<void>
}

export interface PagePeerOptions {
  /** Chromium offers 127.0.0.1 too. */
  readonly loopback?: boolean
  /** Without the microphone's permission Chromium hides its addresses behind mDNS names. */
  readonly microphone?: boolean
}

export async function openPagePeer({ loopback = true, microphone = true }: PagePeerOptions = {}): Promise<PagePeer> {
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      ...(microphone ? ['--use-fake-ui-for-media-stream'] : []),
      ...(loopback ? ['--allow-loopback-in-peer-connection'] : []),
    ],
  })
  const page: Page = await browser.newPage()
  // Nothing is fetched: the address is there to be a secure context.
  await page.route('https://caller.invalid/', (route) =>
    route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }),
  )
  await page.goto('https://caller.invalid/')
  await page.evaluate(install, microphone)
  const call = <T>(method: string, ...args: unknown[]) =>
    page.evaluate(
      ([name, rest]) => (globalThis as unknown as Record<string, (...given: unknown[]) => unknown>)[name]!(...rest),
      [method, args] as const,
    ) as Promise<T>
  return {
    offer: (name) => call('offer', name),
    offerAgain: (name, direction, options = {}) => call('offerAgain', name, direction, options),
    accept: (name, answer) => call('accept', name, answer),
    connected: (name) => call('connected', name),
    playClip: (name, clip) => call('playClip', name, Buffer.from(clip.buffer).toString('base64')),
    sendDigits: (name, digits) => call('sendDigits', name, digits),
    async heard(name) {
      const bytes = Buffer.from(await call<string>('heard', name), 'base64')
      return new Float32Array(new Uint8Array(bytes).buffer)
    },
    packetsIn: (name) => call('packetsIn', name),
    stats: (name) => call('stats', name),
    close: (name) => call('closePeer', name),
    quit: () => browser.close(),
  }
}

/** Runs in the page. */
async function install(microphone: boolean): Promise<void> {
  interface Peer {
    connection: RTCPeerConnection
    destination: MediaStreamAudioDestinationNode
    heard: Float32Array[]
  }
  const peers = new Map<string, Peer>()
  // Asking for the microphone is what lets Chromium show its addresses.
  if (microphone) await navigator.mediaDevices.getUserMedia({ audio: true })
  const context = new AudioContext({ sampleRate: 48_000 })
  const recorder = `registerProcessor('recorder', class extends AudioWorkletProcessor {
    process([input]) { if (input[0]) this.port.postMessage(input[0].slice()); return true } })`
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([recorder], { type: 'text/javascript' })))

  const toBase64 = (bytes: Uint8Array) => {
    let text = ''
    for (let i = 0; i < bytes.length; i += 8_192) text += String.fromCharCode(...bytes.subarray(i, i + 8_192))
    return btoa(text)
  }
  const until = (target: EventTarget, event: string, done: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!done()) return
        target.removeEventListener(event, look)
        resolve()
      }
      target.addEventListener(event, look)
      look()
    })
  const gathered = async (connection: RTCPeerConnection) => {
    await until(connection, 'icegatheringstatechange', () => connection.iceGatheringState === 'complete')
    return connection.localDescription!.sdp
  }
  const peerOf = (name: string) => peers.get(name)!

  Object.assign(globalThis, {
    async offer(name: string) {
      const connection = new RTCPeerConnection({ iceServers: [] })
      const destination = context.createMediaStreamDestination()
      // A destination with nothing connected sends no packets at all.
      const silence = new ConstantSourceNode(context, { offset: 0 })
      silence.connect(destination)
      silence.start()
      connection.addTrack(destination.stream.getAudioTracks()[0]!, destination.stream)
      const heard: Float32Array[] = []
      connection.ontrack = ({ track }) => {
        const stream = new MediaStream([track])
        // Chromium decodes a remote track for Web Audio only while an element plays it too.
        const element = new Audio()
        element.srcObject = stream
        element.muted = true
        void element.play()
        const worklet = new AudioWorkletNode(context, 'recorder')
        worklet.port.addEventListener('message', ({ data }) => heard.push(data as Float32Array))
        worklet.port.start()
        context
          .createMediaStreamSource(stream)
          .connect(worklet)
          .connect(new GainNode(context, { gain: 0 }))
          .connect(context.destination)
      }
      peers.set(name, { connection, destination, heard })
      await connection.setLocalDescription()
      return gathered(connection)
    },
    async offerAgain(name: string, direction: RTCRtpTransceiverDirection, options: RTCOfferOptions) {
      const { connection } = peerOf(name)
      connection.getTransceivers()[0]!.direction = direction
      await connection.setLocalDescription(await connection.createOffer(options))
      return gathered(connection)
    },
    accept: (name: string, sdp: string) => peerOf(name).connection.setRemoteDescription({ type: 'answer', sdp }),
    async connected(name: string) {
      const { connection } = peerOf(name)
      await until(connection, 'connectionstatechange', () => connection.connectionState === 'connected')
    },
    async playClip(name: string, base64: string) {
      const samples = new Float32Array(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer)
      const buffer = context.createBuffer(1, samples.length, 48_000)
      buffer.copyToChannel(samples, 0)
      const source = new AudioBufferSourceNode(context, { buffer })
      source.connect(peerOf(name).destination)
      source.start()
      await new Promise((resolve) => source.addEventListener('ended', resolve))
    },
    async sendDigits(name: string, digits: string) {
      const { dtmf } = peerOf(name).connection.getSenders()[0]!
      dtmf!.insertDTMF(digits, 100, 70)
      await new Promise<void>((resolve) => {
        dtmf!.ontonechange = ({ tone }) => {
          if (tone === '') resolve()
        }
      })
    },
    heard(name: string) {
      const { heard } = peerOf(name)
      const all = new Float32Array(heard.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const piece of heard) {
        all.set(piece, at)
        at += piece.length
      }
      return toBase64(new Uint8Array(all.buffer))
    },
    async packetsIn(name: string) {
      const report = await peerOf(name).connection.getStats()
      let packets = 0
      report.forEach((entry) => {
        if (entry.type === 'inbound-rtp') packets += entry.packetsReceived
      })
      return packets
    },
    async stats(name: string) {
      return [...(await peerOf(name).connection.getStats()).values()]
    },
    closePeer: (name: string) => peerOf(name).connection.close(),
  })
}
