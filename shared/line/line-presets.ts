import type { Line } from '../contract/line.ts'

/** What is known of a kind of server: what its documentation confirms is filled in, and nothing else is. */
export interface LinePreset {
  readonly id: string
  readonly name: string
  /** The server address with HOST for what only the rep knows; null: the documentation names none. */
  readonly server: string | null
  readonly iceServers: Line['iceServers']
  /** Where the rep finds the values. */
  readonly where: string
  /** What has to be so on the server. */
  readonly needs: string | null
  /** A number that plays back what it hears, unless whoever runs the server changed it; empty: none is known. */
  readonly echo: string
  /** What becomes of P-Asserted-Identity that a caller writes, as a sentence; null: unverified. */
  readonly assertedIdentity: string | null
  /** Where this is confirmed; null: unverified. */
  readonly source: string | null
}

export const linePresets: readonly LinePreset[] = [
  {
    id: 'generic',
    name: 'Something else',
    server: null,
    iceServers: [],
    where: 'Ask for the “SIP over WebSocket” (WSS, WebRTC) address, the user and the password.',
    needs: null,
    echo: '',
    assertedIdentity: null,
    source: 'RFC 7118',
  },
  {
    id: 'asterisk',
    name: 'Asterisk, FreePBX',
    server: 'wss://HOST:8089/ws',
    iceServers: [],
    where: 'HOST is the PBX by the name in its certificate. User and password are the extension’s number and secret.',
    needs: 'The extension needs webrtc=yes (in FreePBX: Enable WebRTC defaults), and http.conf TLS.',
    echo: '*43',
    assertedIdentity:
      'Asterisk writes it itself, for extensions with send_pai. It repeats a caller’s own only where a trunk has trust_id_inbound.',
    source: 'docs.asterisk.org, Configuring Asterisk for WebRTC Clients',
  },
  {
    id: 'freeswitch',
    name: 'FreeSWITCH, FusionPBX',
    server: 'wss://HOST:7443',
    iceServers: [],
    where: 'HOST is the domain of the extension; FusionPBX shows it under Accounts, Extensions, with its password.',
    needs: 'The SIP profile needs wss-binding; 7443 is the port it comes with.',
    echo: '9196',
    assertedIdentity: null,
    source: 'developer.signalwire.com, WebRTC over SIP (WSS)',
  },
  {
    id: '3cx',
    name: '3CX and the like',
    server: null,
    iceServers: [],
    where: 'Ask whoever runs it whether phones of other makers may use SIP over WebSocket, and at which address.',
    needs: 'Many such systems speak WebRTC with their own apps only. A SIP trunk address does not do.',
    echo: '',
    assertedIdentity: null,
    source: null,
  },
  {
    id: 'kamailio',
    name: 'Kamailio',
    server: null,
    iceServers: [],
    where: 'Address and port are the tls: listen line of kamailio.cfg; the domain is what its alias says.',
    needs: 'The websocket module; sound goes through rtpengine.',
    echo: '',
    assertedIdentity:
      'Kamailio passes on what callers write, unless its configuration removes it: leave this off if you do not know that it does.',
    source: 'kamailio.org, WebSocket module: every port and path is the configuration’s own',
  },
  {
    id: 'telnyx',
    name: 'Telnyx',
    server: 'wss://sip.telnyx.com:7443',
    iceServers: [{ urls: 'stun:stun.telnyx.com:3478', user: '' }],
    where: 'User and password are those of a credential connection: Mission Control, SIP Trunking, Authentication.',
    needs: 'A call is refused (403, D35) unless the connection has a valid caller ID number.',
    echo: '',
    assertedIdentity: null,
    source: 'Telnyx’s rtc-sipjs library, and developers.telnyx.com, STUN/TURN Servers',
  },
]
