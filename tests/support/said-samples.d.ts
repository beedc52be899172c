import type { ContactAssistant } from '../../shared/cadence/assistant.ts'
import type { CallView } from '../../shared/contract/bridge.ts'
import type { ContactCard } from '../../shared/contact/contact.ts'
export declare const attemptId: string & import('zod').$brand<'AttemptId'>
export declare const ended: CallView
/** Answered, and by what the call did most likely a gatekeeper. */
export declare function endedCard(more?: Partial<ContactAssistant>): ContactCard
export declare const promiseId: string & import('zod').$brand<'PromiseId'>
export declare const known: Partial<ContactAssistant>
