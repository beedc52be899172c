import type { Half } from '../beep/halves.ts'

/** What is said in the set's calls; the halves share no sentence. */
export interface Texts {
  readonly hello: readonly string[]
  /** One long sentence of somebody who then waits. */
  readonly long: readonly string[]
  readonly receptionist: readonly string[]
  readonly again: readonly string[]
  readonly hold: readonly string[]
  readonly transfer: readonly string[]
  readonly background: readonly string[]
  readonly shortGreeting: readonly string[]
  /** The parts of a greeting with a pause between them. */
  readonly paused: readonly (readonly [string, string])[]
  readonly menu: readonly string[]
  readonly screener: readonly string[]
}

export const texts: Record<Half, Texts> = {
  dev: {
    hello: [
      'Hello?',
      'Hello, this is Luis.',
      'Yes?',
      'Miller.',
      'Good morning.',
      'Acme, hello?',
      'Jane speaking.',
      'Hi.',
      'Yeah, hello?',
    ],
    long: [
      'Acme Logistics, this is Jane speaking, how can I help you?',
      'Good afternoon, Baker and Sons, you are talking to Robert in dispatch, what can I do for you?',
      'Hello, this is the Miller residence, Paul on the phone, who is this please?',
      'Riverside Plumbing, Tom here, if this is about the boiler I am already on my way over.',
    ],
    receptionist: [
      'Good morning, and thank you for calling Northwind Traders, the home of fine furniture since nineteen eighty. This is Priya at the front desk. How may I direct your call today?',
      'Thanks for calling Blue Door Realty, my name is Grace, just so you know our office closes early on Friday. Who would you like to speak to?',
      'Dental office of doctor Brooks, this is Ellen. Are you calling to make an appointment or to change one? I have the calendar right here in front of me.',
    ],
    again: ['Hello?', 'Hello? Is anybody there?', 'Anyone there?', 'Hello, can you hear me?'],
    hold: ['Hold on a sec.', 'One moment please.', 'Just a second, let me close the door.', 'Can you hold please?'],
    transfer: [
      'One moment, I will put you through.',
      'Let me transfer you to sales, please hold.',
      'Sure, connecting you now.',
    ],
    background: [
      'and then they told me that the whole order had to be sent back because nobody had signed for it on Monday, can you believe that',
      'two coffees and a sandwich please, no, the other one, with the cheese, thank you, and could I have the receipt',
      'the weather for the weekend looks mixed with some rain in the north and a light wind from the west',
      'we have been over these numbers three times and they still do not add up to what the bank says',
    ],
    shortGreeting: [
      'Hey, leave it.',
      'Tom. Beep.',
      'You know what to do.',
      'Leave a message.',
      'Not here.',
      'Message, please.',
    ],
    paused: [
      [
        'Hi, you have reached the voicemail of Anna Miller.',
        'I am not at my desk right now. Please leave a message after the tone and I will call you back.',
      ],
      [
        'Robert Chen',
        'is not available. At the tone, please record your message. When you have finished recording, you may hang up.',
      ],
      [
        'You have reached Baker and Sons. Our office is closed.',
        'If you would like us to call you back, leave your name and number after the beep.',
      ],
    ],
    menu: [
      'Thank you for calling Northwind Traders. For sales, press one. For support, press two. For our opening hours, press three. To speak to an operator, press zero. To hear this again, press star.',
      'Welcome to Riverside Plumbing. If you know your party’s extension, you may dial it at any time. For emergencies press one. For billing press two. For all other questions stay on the line.',
    ],
    screener: [
      'Hi. If you record your name and reason for calling, I will see if this person is available.',
      'Hi, the person you are calling is using a screening service, and will get a copy of this conversation. Go ahead and say your name, and why you are calling.',
      'Please say your name and stay on the line while your call is screened.',
    ],
  },
  report: {
    hello: [
      'Hello.',
      'Hello, Simone here.',
      'Speaking.',
      'Good day.',
      'Whitaker.',
      'Hi, Dan speaking.',
      'Yes, hello?',
      'Who is this?',
    ],
    long: [
      'Brightwater Freight, Alex on the line, what can I do for you today?',
      'Hello there, you have got Martin in the workshop, sorry about the noise, who am I speaking with?',
      'Good evening, Garden House Hotel reception, this is Olga, how may I help you please?',
      'County library, reference desk, this is Henry speaking, which branch are you calling about?',
    ],
    receptionist: [
      'Good afternoon and welcome to Harbour Insurance, serving families on the coast for forty years. You are speaking with Natalie. What can I help you with today, is it a claim or a new policy?',
      'Hello, this is the office of Whitaker and Lowe, attorneys at law, Daniel speaking. All of our partners are in meetings until three. May I ask who is calling?',
      'Summit Fitness, thanks for calling, this is Rosa, we have a special on memberships this month. How can I make your day better?',
    ],
    again: ['Hello? Hello?', 'Is someone on the line?', 'Hi, are you still there?', 'Hello, I cannot hear you.'],
    hold: [
      'Bear with me for a moment.',
      'Hang on.',
      'Could you wait one minute please?',
      'Sorry, give me a second here.',
    ],
    transfer: [
      'Hold the line, I am transferring you.',
      'He is on the second floor, I will try his desk.',
      'Putting you through to accounts.',
    ],
    background: [
      'the delivery came in on the wrong truck again so we had to unload it by hand in the rain',
      'and now the sports news, the home side came from behind to win by a single point last night',
      'can somebody tell me where the stapler went, it was on the printer an hour ago I am sure of it',
      'I would like the soup of the day and then the fish, and a glass of water without ice please',
    ],
    shortGreeting: [
      'It is Dan, speak.',
      'After the beep.',
      'Gone fishing.',
      'Leave your name.',
      'Voicemail.',
      'Go ahead after the tone.',
    ],
    paused: [
      [
        'Hello, this is Simone Whitaker at Harbour Insurance.',
        'I am away from the phone. Please leave your name, your number and a short message.',
      ],
      [
        'The person at extension four one two',
        'cannot take your call. To leave a message, wait for the tone. To end this call, simply hang up.',
      ],
      [
        'This is the mailbox of Summit Fitness. We are busy with other guests.',
        'Leave a message and somebody from the team will get back to you today.',
      ],
    ],
    menu: [
      'You have reached Harbour Insurance. To report a claim, say claim or press one. For questions about your policy, press two. For a branch near you, press three. Or hold for the next agent.',
      'Hello and welcome to Summit Fitness. Press one for membership. Press two for class times. Press three to book a trainer. Press four to hear these choices once more.',
    ],
    screener: [
      'This number does not accept calls from unknown callers. Please state your name, and I will try to connect you.',
      'Hello. Before I try to connect you, may I ask who is calling, and what this is about?',
      'You have reached a protected line. To reach the person you dialed, please say your name clearly, then wait.',
    ],
  },
}
