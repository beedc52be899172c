/* oxlint-disable regexp/no-super-linear-move -- no text here is longer than the 300 signs that readNumber takes */
/** A text that was clicked on, copied or typed, without what only programs read in it. */
export type PhoneLink =
  | { readonly kind: 'address'; readonly address: string }
  | {
      readonly kind: 'text'
      readonly text: string
      /** What a link says is pressed after the answer (`;ext=`, `;postd=`); empty: nothing. */
      readonly keys: string
    }

/** Links of the `tel:` kind (RFC 3966), `callto:`, SIP addresses, also in angle brackets or in the HTML of a page. */
export function readLink(written: string): PhoneLink {
  const inHtml = /<a\b[^>]*\bhref\s*=\s*["']?((?:tel|callto|sips?):[^"'>\s]+)/i.exec(written)?.[1]
  const inAngles = [...written.matchAll(/<([^<>]+)>/g)].map(([, inside = '']) => inside)
  const angled = inAngles.find((inside) => /\d|^sips?:/i.test(inside))
  const whole = decoded(inHtml ?? (angled && !/^\s*<?\w+\b[^>]*=/.test(angled) ? angled : written)).trim()
  const web = /^https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?(\d{7,15})\b/i.exec(whole)?.[1]
  if (web) return { kind: 'text', text: `+${web}`, keys: '' }
  const [, scheme = '', rest = whole] =
    /^(tel|callto|sips?|sms|wtai:\/\/wp\/mc;|whatsapp:\/\/send\?phone=)(?:(?<=[:;=])|:|(?![a-z]))(?:\/\/)?(.*)$/is.exec(
      whole,
    ) ?? []
  const address = addressIn(rest, scheme)
  if (address) return { kind: 'address', address }
  // An email address beside a number may hold digits, which are none of the number's.
  const plain = rest.replace(/[^\s<>,;()]+@[^\s<>,;()]+/g, ' ')
  if (!scheme && !/;\s*(?:ext|isub|phone-context|postd)\s*=/i.test(plain))
    return { kind: 'text', text: plain, keys: '' }
  return withParameters(plain)
}

/** The number, with the place its parameters say it is of, and the keys they hold (RFC 3966 5.1, RFC 2806 2.2). */
function withParameters(text: string): PhoneLink {
  const [body = '', ...rest] = text.split(';')
  const parameters = rest.filter((one) => one.includes('=')).map((one) => one.split('='))
  const valueOf = (name: string) =>
    (parameters.find(([key]) => key?.trim().toLowerCase() === name)?.[1] ?? '').trim().replaceAll('-', '')
  const context = valueOf('phone-context')
  const inContext = context.startsWith('+') && !body.trim().startsWith('+') ? `${context} ${body}` : body
  const extension = valueOf('ext').replace(/[^\d*#]/g, '')
  const posted = valueOf('postd')
    .toLowerCase()
    .replaceAll('p', ',')
    .replaceAll('w', ';')
    .replace(/[^\d*#,;]/g, '')
  const written = rest.filter((one) => !one.includes('='))
  // What `tel:911;phone-context=+1` asks for is 911: a number that needs no place has none.
  const isHelp = /^\s*\d{2,6}\s*$/.test(body)
  return {
    kind: 'text',
    text: [isHelp ? body : inContext, ...written].join(';'),
    keys: extension ? `,${extension}` : posted,
  }
}

function addressIn(text: string, scheme: string): string | null {
  // Parameters and headers of a pasted address could redirect or replace a call.
  const bare = /^[^;?]*/.exec(text)![0].trim()
  if (!/^[^\s@<>"?;,]+@[^\s@<>"?;,]+$/.test(bare)) return null
  // A telephone number at a server is dialled there, as a link asks for it.
  return scheme === 'tel' || scheme === 'callto' ? null : bare
}

function decoded(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text
  } catch {
    return text
  }
}
