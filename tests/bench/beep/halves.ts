/**
 * The test set has two halves that share no voice, no sentence, no beep frequency and no seed. Thresholds are chosen on
 * the development half alone; the report half is only ever reported.
 */
export type Half = 'dev' | 'report'

export interface Voice {
  readonly program: 'espeak-ng' | 'flite'
  readonly name: string
}

export const voices: Record<Half, readonly Voice[]> = {
  dev: [
    ...[
      'en-us+m1',
      'en-us+f1',
      'en-us+m3',
      'en-gb+f3',
      'en-gb+m5',
      'en-us+klatt',
      'en-us+Annie',
      'en-gb+steph',
      'de',
      'es+f1',
      'fr+m3',
      'en-us+belinda',
      'en-gb+aunty',
      'en-us+anika',
      'en-us+grandma',
      'en-gb+klatt2',
      'en-us+Jacky',
      'en-us+Henrique',
      'en-gb+shelby',
      'en-us+sandro',
      'ro+f4',
      'fi+f2',
      'hu+f1',
      'tr+f3',
      'cs+m1',
      'en-us+m8',
      'en-gb+f5',
      'en-us+Mario',
      'en-gb-x-gbclan+m6',
      'en-us+whisper',
      'en-us+Tweaky',
      'en-gb+norbert',
      'da+f1',
      'sk',
      'hr+m3',
      'id+f3',
      'sw+m5',
      'el+f4',
      'en-us+quincy',
      'en-gb+rob',
      'lv+f2',
      'af+m7',
      'en-us+zac',
      'en-gb+marcelo',
      'en-us+Lee',
      'en-gb+Michael',
      'et',
      'sq+m4',
      'ca+f5',
    ].map(espeak),
    ...['kal', 'awb'].map(flite),
  ],
  report: [
    ...[
      'en-gb+m2',
      'en-us+f2',
      'en-gb-x-rp+m4',
      'en-029+f4',
      'en-gb-scotland+m7',
      'en-us+f5',
      'en-us+klatt4',
      'en-us-nyc',
      'en-gb+Andrea',
      'en-us+Alicia',
      'en-us+adam',
      'en-gb+linda',
      'en-gb+john',
      'it+f2',
      'pt+m4',
      'nl+f4',
      'sv',
      'pl+f5',
    ].map(espeak),
    ...['rms', 'slt', 'awb_time'].map(flite),
  ],
}

function espeak(name: string): Voice {
  return { program: 'espeak-ng', name }
}

function flite(name: string): Voice {
  return { program: 'flite', name }
}

/** Frequencies that real and common beeps have; the other beeps are drawn from the whole range. */
export const beepPools: Record<Half, readonly number[]> = {
  dev: [480, 523, 600, 660, 744, 800, 850, 900, 1000, 1020, 1200, 1350, 1500, 1760, 2000],
  report: [440, 500, 550, 620, 640, 658, 700, 770, 820, 881, 941, 1004, 1050, 1130, 1250, 1400, 1450, 1620, 1850, 2100],
}

interface Grammar {
  readonly greetings: readonly string[]
  readonly talk: readonly string[]
  readonly words: Readonly<Record<string, readonly string[]>>
}

const dev: Grammar = {
  words: {
    name: [
      'Anna Miller',
      'Robert Chen',
      'Priya Nair',
      'Tom Becker',
      'Luis Ortega',
      'Grace Kim',
      'Paul Novak',
      'Ellen Brooks',
    ],
    company: [
      'Northwind Traders',
      'Baker and Sons',
      'the dental office',
      'Riverside Plumbing',
      'Acme Logistics',
      'Blue Door Realty',
    ],
    digit: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
    day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    thing: [
      'the quarterly report',
      'your invoice',
      'the blue container',
      'our new software',
      'the delivery',
      'the parking lot',
    ],
    verb: [
      'arrived late',
      'was cancelled',
      'needs a signature',
      'looks good',
      'moved to another room',
      'cost too much',
    ],
  },
  greetings: [
    "Hi, you've reached {name}. I can't come to the phone right now, so please leave a message after the tone.",
    'You have reached the voice mail of {name} at {company}. Please leave your name and number and I will call you back.',
    'The person you are trying to reach is not available. At the tone, please record your message.',
    'Hello, this is {name} with {company}. I am in the office until {day}. Leave me a message. Thank you.',
    'Your call has been forwarded to an automatic voice message system. {digit} {digit} {digit}, {digit} {digit} {digit} {digit}, is not available.',
    "Hey, it's {name}. You know what to do.",
    "Thank you for calling {company}. We are closed. Our hours are nine to five, {day} to {day}. Leave a message and we'll call you back.",
    'Please leave a message for {digit} {digit} {digit} {digit} {digit} {digit} {digit}.',
  ],
  talk: [
    'I think {thing} {verb} on {day}, so we should talk about it with {name}.',
    'Do you remember when {name} said that {thing} {verb}? That was funny.',
    'No, no, no. Oh, okay. Mm hmm. Yes, I see what you mean.',
    'The number is {digit} {digit} {digit}, {digit} {digit}, {digit} {digit}.',
    'Well, who knew? You would do it too, if you knew how soon the moon moves.',
    'We looked at {thing} and then at {company}, and I have to say that it {verb}.',
    'For sales, press {digit}. For support, press {digit}. To hear this again, press {digit}.',
    'Could you please hold for a moment while I look that up for you?',
    'Ooh, that is so cool. Really, who told you about {name}?',
    'Meeting at {company} on {day}; bring {thing} and tell {name} that it {verb}.',
  ],
}

const report: Grammar = {
  words: {
    name: [
      'Deborah Walsh',
      'Marcus Lindqvist',
      'Yuki Tanaka',
      'Fatima Haddad',
      'Joe Rossi',
      'Imogen Clarke',
      'Viktor Petrov',
      'Samuel Osei',
      'Lou',
    ],
    company: [
      'Summit Roofing',
      'Harbour Freight Brokers',
      'the law firm of Dunn and Moore',
      'Maple Street Bakery',
      'Quantum Tooling',
      'City Motors',
    ],
    digit: ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
    day: ['this afternoon', 'tomorrow', 'next week', 'the end of June', 'the holidays', 'the fourteenth'],
    thing: [
      'a truck full of lumber',
      'the second proposal',
      'an old wool coat',
      'the insurance form',
      'your appointment',
      'the room upstairs',
    ],
    verb: [
      'turned out fine',
      'is still missing',
      'will be ready soon',
      'was too small',
      'has to be renewed',
      'made everyone laugh',
    ],
    place: ['in the hallway', 'at the warehouse', 'on the roof', 'near Newcastle', 'by the pool', 'out of town'],
  },
  greetings: [
    "This is {name}. I'm either away from my desk or on the other line. Leave your details and I'll get back to you by {day}.",
    'Welcome to the mailbox of {name}, {company}. To leave a message, wait for the beep. When you have finished, simply hang up.',
    "Sorry we missed you! You've called {company}. Tell us who you are, how we can reach you, and what you need, and somebody will ring you back {day}.",
    'The customer at {digit} {digit} {digit} {digit} {digit} {digit} {digit} cannot take your call. Please speak after the signal.',
    'Hiya, {name} here, not around, talk to the machine.',
    'We are unable to answer. If this is about {thing}, send us an email. Otherwise leave word, and {name} will look into it {day}.',
    'Good day. The offices of {company} are closed until {day}. In an emergency, call {digit} {digit} {digit}, {digit} {digit} {digit} {digit}. Otherwise, record your message now.',
    '{name}.  Leave one.',
    'The mobile phone you are calling is switched off or {place}. Please try again, or leave a voice message.',
  ],
  talk: [
    '{name} found {thing} {place}, and as far as I know it {verb}.',
    'You should use a few blue shoes, too. Who would lose a flute in June? Lou would.',
    'Right. Uh huh. Sure, sure. Oh! Hmm, no. Let me think about that one.',
    'We met {place} {day}, and {company} promised that {thing} {verb}.',
    'So the code is {digit} {digit} {digit} {digit}, then pound, and wait until you hear {name}.',
    'If {thing} {verb}, call {company}, otherwise drive over and look {place} yourself.',
    'All of our agents are busy with other callers. You are caller number {digit}. Please stay on the line.',
    'My mother used to sing to us {place}; nobody knew the whole tune, but we all hummed along.',
    'I would rather not say. What did {name} want {day}?',
    'It was cold, it was raining, {thing} {verb}, and on top of it all the bus had gone.',
    'How much would it be for {digit} of them, and could they be here by {day}?',
  ],
}

export const grammars: Record<Half, Grammar> = { dev, report }
