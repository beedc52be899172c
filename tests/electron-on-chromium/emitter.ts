import { EventEmitter } from 'node:events'
import { refuseUnknown } from './refuse-unknown.ts'

type ListeningOf<I> = Pick<I, Extract<keyof I, 'on' | 'once' | 'off' | 'addListener' | 'removeListener'>>

/** Electron's overloaded `on` cannot be written by hand, so its type is taken from Electron. */
export type EmitterOf<I> = ListeningOf<I> & {
  emit(event: string, ...given: unknown[]): boolean
  listenerCount(event: string): number
}

/**
 * The base of an imitated class: an event emitter whose unknown members throw by name. The refusal sits at the end of
 * the prototype chain, since a proxy around an instance would be another object than `this`.
 */
export function emitterFor<I>(name: string): new () => EmitterOf<I> {
  function Emitter(this: EventEmitter) {
    EventEmitter.call(this as never)
  }
  const end = refuseUnknown(name, Object.create(null, Object.getOwnPropertyDescriptors(Object.prototype)) as object)
  Emitter.prototype = Object.create(end, Object.getOwnPropertyDescriptors(EventEmitter.prototype))
  return Emitter as never
}

/** The first argument of an Electron event that can be prevented. */
export class PreventableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** Emits an event; answers whether a listener prevented it. */
export function emitPreventable(
  emitter: { emit(event: string, ...given: unknown[]): boolean },
  name: string,
  details: object = {},
): boolean {
  const event = Object.assign(new PreventableEvent(), details)
  emitter.emit(name, event)
  return event.defaultPrevented
}
