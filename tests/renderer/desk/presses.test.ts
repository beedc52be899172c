import { describe, expect, it } from 'vitest'
import { answered, closedDesk, isPressed, moved, pressed, withCard } from '../../../renderer/desk/frame/desk-store.ts'
import { card, desk } from '../../support/desk-samples.ts'

const hangUp = ['call.hangUp', 'call-1'] as const

describe('a pressed button', () => {
  const down = pressed(closedDesk, ...hangUp)

  it('is down for its own call and no other', () => {
    expect(isPressed(down, ...hangUp)).toBe(true)
    expect(isPressed(down, 'call.hangUp', 'call-2')).toBe(false)
  })
  it('stays down until main has answered and the call has moved, in either order', () => {
    const answeredFirst = answered(down, ...hangUp, null)
    expect(isPressed(answeredFirst, ...hangUp)).toBe(true)
    expect(isPressed(moved(answeredFirst, 'calls'), ...hangUp)).toBe(false)

    const movedFirst = moved(down, 'calls')
    expect(isPressed(movedFirst, ...hangUp)).toBe(true)
    expect(isPressed(answered(movedFirst, ...hangUp, null), ...hangUp)).toBe(false)
  })
  it('comes up at once when main refuses, and the sentence is kept', () => {
    const refused = answered(down, ...hangUp, { code: 'move-refused', about: {} })
    expect(isPressed(refused, ...hangUp)).toBe(false)
    expect(refused.refusal).toMatchObject({ name: 'call.hangUp', about: 'call-1', trouble: { code: 'move-refused' } })
  })
  it('clears the sentence of the press before it', () => {
    const refused = answered(down, ...hangUp, { code: 'move-refused', about: {} })
    expect(pressed(refused, 'call.mute', 'call-1').refusal).toBeNull()
  })
  it('waits for no event where none follows', () => {
    const saving = pressed(closedDesk, 'line.use', '')
    expect(isPressed(answered(saving, 'line.use', '', null), 'line.use', '')).toBe(false)
  })
})

describe('choices made for a contact', () => {
  const { phoneNumberId } = card().numbers[0]!
  const chosen = { ...closedDesk, facts: desk(), phoneNumberId }

  it('last while their card is written anew', () => {
    expect(withCard(chosen, card()).phoneNumberId).toBe(phoneNumberId)
  })
  it('do not carry over to the next contact', () => {
    expect(withCard(chosen, card('Luis Ferreira')).phoneNumberId).toBeNull()
  })
})
