import type { Finding } from '../contract/line-diagnosis.ts'

interface Sentences {
  /** What is. */
  readonly is: string
  /** Where something is wrong: the likely cause, and the next thing to do. */
  readonly cause?: string
  readonly next?: string
}

/** What a step of "Test this line" can find. `{host}` and the like are filled from the finding's `about`. */
export const findings = {
  'not-reached': { is: 'Not reached.' },
  stopped: { is: 'Stopped.' },

  'address-found': { is: '{host} is {addresses}.' },
  'address-literal': { is: '{host} is an address already.' },
  'address-unusable': {
    is: '“{server}” is no server address.',
    cause: 'It has to begin with wss://, or with ws:// on this computer itself.',
    next: 'Correct the server, e.g. wss://sip.example.com.',
  },
  'address-unknown': {
    is: 'Nobody knows {host}.',
    cause: 'A slip in the name, or a name that only your company’s network knows.',
    next: 'Compare the server letter by letter with what your provider wrote; if it is your company’s, connect its VPN.',
  },
  'address-no-dns': {
    is: 'The name server of this network does not answer ({reason}).',
    cause: 'This computer is offline, or its network is not working yet.',
    next: 'Open any website. If that fails too, mend the network first.',
  },

  'tcp-open': { is: 'Connected to {address}, port {port}.' },
  'tcp-refused': {
    is: '{host} refuses connections on port {port}.',
    cause: 'The port is wrong, or the server’s WebSocket service is switched off.',
    next: 'Check the port in the server address; on a PBX of your own, switch its WebSocket (WSS) service on.',
  },
  'tcp-silent': {
    is: '{host} does not answer on port {port}.',
    cause: 'A firewall on the way swallows the connection, or the server is down.',
    next: 'Try another network, e.g. your phone’s hotspot. If it works there, ask for port {port} to be opened.',
  },
  'tcp-unreachable': {
    is: 'There is no way to {host} from this network ({reason}).',
    cause: 'The address is on another network, such as your office’s.',
    next: 'Connect the VPN, or use the server’s public address.',
  },
  'tcp-failed': {
    is: 'The connection to {host} failed ({reason}).',
    cause: 'The network, or the server, ended it.',
    next: 'Test again; if it stays, tell your provider this reason.',
  },

  'tls-not-needed': { is: 'ws:// on this computer: nothing to encrypt.' },
  'tls-trusted': { is: 'The certificate for {names} by {issuer} is trusted, and good until {until}.' },
  'tls-expired': {
    is: 'The certificate ran out on {until}.',
    cause: 'Whoever runs the server did not renew it.',
    next: 'Ask them to renew it. Check this computer’s date too.',
  },
  'tls-not-yet': {
    is: 'The certificate is only good from {from} on.',
    cause: 'This computer’s clock is wrong, or the certificate was issued for later.',
    next: 'Check this computer’s date and time.',
  },
  'tls-self-signed': {
    is: 'The certificate for {names} vouches for itself, good from {from} until {until}.',
    cause: 'The server was installed without a certificate of an authority, as PBXs are at first.',
    next: 'Install a certificate on the server, e.g. from Let’s Encrypt. Or compare the fingerprint with whoever runs it, and trust this one certificate on this line.',
  },
  'tls-unknown-authority': {
    is: 'The certificate for {names} is by {issuer}, which this computer does not trust.',
    cause: 'An authority of your company’s own, or a server that leaves the intermediate certificate out.',
    next: 'Have the server send its whole chain. Or compare the fingerprint with whoever runs it, and trust this one certificate on this line.',
  },
  'tls-not-chosen': {
    is: 'The certificate for {names} by {issuer} is not “{chosen}”, the one that was chosen for this line.',
    cause: 'The server was given a new certificate, or somebody else answers in its place.',
    next: 'Ask whoever runs the server whether it was changed. Only then compare the fingerprint, and choose the new one.',
  },
  'tls-other-host': {
    is: 'The certificate is for {names}, not for {host}.',
    cause: 'The server is reached under another name than its certificate has, often by its bare IP address.',
    next: 'Use one of the certificate’s names in the server address.',
  },
  'tls-rejected': {
    is: 'The certificate for {names}, good from {from} until {until}, cannot be trusted ({reason}).',
    cause: 'Something is wrong with the certificate itself.',
    next: 'Send this reason to whoever runs the server.',
  },
  'tls-no-tls': {
    is: 'Port {port} of {host} does not speak TLS ({reason}).',
    cause: 'This is the port for another protocol, or for ws:// without encryption.',
    next: 'Use the server’s WSS port; 8089 on Asterisk, 7443 on FreeSWITCH, unless it was changed.',
  },
  'tls-silent': {
    is: 'Nothing comes back on port {port} of {host} when TLS begins.',
    cause: 'A proxy or firewall on the way, or the port of another protocol.',
    next: 'Check the port; then try another network.',
  },

  'upgrade-done': { is: 'The server speaks SIP over WebSocket.' },
  'upgrade-refused': {
    is: 'The server answers {status} instead of opening a WebSocket.',
    cause: 'A web server is there, but the path behind its name is not that of its SIP service.',
    next: 'Add the path to the server address; Asterisk’s is /ws.',
  },
  'upgrade-no-subprotocol': {
    is: 'A WebSocket opens, but it is not for SIP.',
    cause: 'Something else than a SIP server answers at this path.',
    next: 'Check the path and the port with your provider.',
  },
  'upgrade-silent': {
    is: 'The server takes the connection and then says nothing.',
    cause: 'The port is not that of its WebSocket service, or the service hangs.',
    next: 'Check the port; on a PBX of your own, restart its WebSocket service.',
  },
  'upgrade-failed': {
    is: 'The WebSocket could not be opened ({reason}).',
    cause: 'The port is not that of a WebSocket service, or a proxy on the way does not let one pass.',
    next: 'Check port and path; then try another network.',
  },

  'register-challenged': { is: 'The server knows SIP and asks for a password (realm {realm}).' },
  'register-open': { is: 'The server lets {user} in without a password.' },
  'register-refused': {
    is: 'The server refuses {user}: {status} {reason}.',
    cause: 'There is no such user in this domain, or the user may not register over WebSocket.',
    next: 'Check user and domain; on a PBX of your own, allow WebSocket for this extension.',
  },
  'register-unsayable': {
    is: '“{user}” at “{domain}” makes no SIP address.',
    cause: 'A space, a bracket or another stray character in user or domain.',
    next: 'Correct them.',
  },
  'register-silent': {
    is: 'The server does not answer a registration.',
    cause: 'It does not serve the domain {domain}, or it is overloaded.',
    next: 'Check the domain; leave it empty to use the server’s own name.',
  },
  'register-closed': {
    is: 'The server hangs up when it is asked to register.',
    cause: 'It does not like the domain {domain}, or has banned this address after wrong passwords.',
    next: 'Check the domain, wait ten minutes, and test again.',
  },

  'digest-accepted': { is: 'The password of {user} is right ({algorithm}).' },
  'digest-not-asked': { is: 'No password was asked for.' },
  'digest-no-password': {
    is: 'The password is not known.',
    cause: 'It is not kept on this computer.',
    next: 'Type it into the form, then test again.',
  },
  'digest-wrong-password': {
    is: 'The server does not take the password of {user}.',
    cause: 'A slip in the password, or a sign-in user that differs from the user.',
    next: 'Type the password again. If your provider gave you an “auth user” too, put it under More.',
  },
  'digest-refused': {
    is: 'The server refuses {user}, password or not: {status} {reason}.',
    cause:
      'The account is blocked, has too many phones already, or may not use WebSocket. Some servers answer a wrong password so.',
    next: 'Check the password, then ask your provider with this answer.',
  },
  'digest-unknown': {
    is: 'The server asks for {reason}, and gets no answer.',
    cause: 'It is not the server that took the password before, or its settings have changed.',
    next: 'If whoever runs it says that this is right, type the password again, and save the line.',
  },
  'digest-silent': {
    is: 'The server does not answer the password.',
    cause: 'It checks passwords elsewhere, and that place is down.',
    next: 'Test again in a minute; then tell your provider.',
  },

  'ice-found': { is: '{host} addresses of this computer, {srflx} seen from outside, {relay} through a relay.' },
  'ice-host-only': {
    is: '{host} addresses of this computer. The line has no STUN or TURN server, which is right for most.',
  },
  'ice-servers-silent': {
    is: 'None of the line’s STUN and TURN servers answers. Calls leave all the same, with the {host} addresses of this computer.',
    cause: 'A slip in their address, or a firewall that lets no UDP out.',
    next: 'Check them under More. If your network lets no UDP out, ask for a turns: address on port 443.',
  },
  'ice-servers-refused': {
    is: '{url} refuses: {code} {text}.',
    cause: 'User or credential of this TURN server are wrong, or have run out.',
    next: 'Type them again under More.',
  },
  'ice-no-relay': {
    is: '{host} addresses of this computer and {srflx} seen from outside, but no TURN server gave a relay.',
    cause: 'The TURN server does not answer, or not to this user.',
    next: 'Check its address, user and credential under More.',
  },
  'ice-relay-missing': {
    is: 'No TURN server gave a relay, and this line’s sound goes through one only: its calls would be silent.',
    cause: 'The TURN server does not answer, or not to this user.',
    next: 'Check its address, user and credential under More, or switch “Sound through TURN only” off.',
  },
  'ice-none': {
    is: 'This computer has no address that a call could use.',
    cause: 'It is offline, or a policy of your organisation forbids calls from programs.',
    next: 'Check the network.',
  },
  'ice-failed': {
    is: 'The addresses could not be looked at ({reason}).',
    cause: 'The sound of Afterbeep is being started again.',
    next: 'Test again in a moment.',
  },

  'media-not-tested': { is: 'Not tested: give the number of an echo test to hear yourself over this line.' },
  'media-heard': { is: 'Sound goes to {number} and comes back: {sent} packets out, {received} in, by {codec}.' },
  'media-one-way': {
    is: '{number} answered, but no sound came back.',
    cause: 'A firewall or NAT lets sound out but not in, or {number} does not play back what it hears.',
    next: 'Add the STUN or TURN server of your provider under More, and check the number.',
  },
  'media-emergency': {
    is: '{number} is an emergency number: it was not called.',
    cause: 'An echo test has a number of its own.',
    next: 'Ask your provider for its echo test.',
  },
  'media-not-answered': {
    is: 'The call to {number} was not answered ({reason}).',
    cause: 'The number is no echo test of this line, or the line may not dial it.',
    next: 'Ask your provider for its echo test; on Asterisk and FreePBX it is *43, on FreeSWITCH 9196, unless changed.',
  },
} as const satisfies Record<string, Sentences>

/** The sentences of a finding, filled in. */
export function sentencesOf({ code, about }: Finding): { is: string; cause: string | null; next: string | null } {
  const { is, cause, next }: Sentences = findings[code]
  const fill = (text: string | undefined) =>
    text === undefined ? null : text.replace(/\{(\w+)\}/g, (_, word: string) => about[word] ?? 'unknown')
  return { is: fill(is)!, cause: fill(cause), next: fill(next) }
}
