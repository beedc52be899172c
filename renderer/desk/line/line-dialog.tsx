import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { LineId } from '../../../shared/ids.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import type { Desk } from '../frame/desk-store.ts'
import { Answering } from '../call/answering.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { LineList } from './line-list.tsx'
import { RefusedCalls } from './refused-calls.tsx'
import { OwnLine } from './own-line.tsx'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** Which page of the dialog: every line, or one of them; `lineId` null is a new one. */
type Page =
  { readonly kind: 'list' } | { readonly kind: 'edit'; readonly lineId: LineId | null; readonly tests: boolean }

/** Every line there is, which one is in use and what is wrong with it, and how to use another one. */
export function LineDialog({ desk, state }: { desk: Desk; state: LineState }) {
  const { openLine } = useIntents()
  return (
    <ModalOverlay className="overlay" isOpen={desk.lineOpen} onOpenChange={openLine} isDismissable>
      <Modal className="modal lines">
        <Dialog className="dialog">
          <Pages desk={desk} state={state} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Pages({ desk, state }: { desk: Desk; state: LineState }) {
  const { openLine } = useIntents()
  const [page, setPage] = useState<Page>(() => firstPage(state))
  const refusal = desk.refusal && /^(line|answering|practice)\./.test(desk.refusal.name) ? desk.refusal.trouble : null
  const edited = page.kind === 'edit' ? page.lineId : null
  const isInUse = page.kind === 'list' || (edited !== null && edited === state.line?.lineId)
  const trouble = isInUse ? (state.trouble ?? refusal) : refusal
  const entry = desk.facts?.lines.entries.find(({ line }) => line.lineId === edited) ?? null
  return (
    <>
      <header className="dialog-head">
        {page.kind === 'edit' && (
          <Button className="close back" onPress={() => setPage({ kind: 'list' })}>
            ← All lines
          </Button>
        )}
        <Heading slot="title">
          <bdi>{page.kind === 'list' ? 'Lines' : (entry?.line.name ?? 'New line')}</bdi>
        </Heading>
        <Button className="close" onPress={() => openLine(false)}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {trouble && <TroubleNote trouble={trouble} tone="bad" remedy={false} />}
      {refusal && refusal.code !== trouble?.code && <TroubleNote trouble={refusal} tone="warn" remedy={false} />}
      {page.kind === 'list' ? (
        <>
          <LineList
            desk={desk}
            state={state}
            edit={(lineId) => setPage({ kind: 'edit', lineId, tests: false })}
            test={(lineId) => setPage({ kind: 'edit', lineId, tests: true })}
          />
          {state.line && desk.facts && (
            <Answering desk={desk} answering={desk.facts.incoming.answering} key={state.line.lineId} />
          )}
          {desk.facts && <RefusedCalls desk={desk} />}
        </>
      ) : (
        <OwnLine desk={desk} state={state} entry={entry} tests={page.tests} saved={() => setPage({ kind: 'list' })} />
      )}
    </>
  )
}

/** A line of the rep's own that is in trouble is what they have come for. */
function firstPage({ line, trouble }: LineState): Page {
  return line?.kind === 'sip' && trouble ? { kind: 'edit', lineId: line.lineId, tests: false } : { kind: 'list' }
}
