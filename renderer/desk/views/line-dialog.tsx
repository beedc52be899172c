import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { LineState } from '../../../shared/line.ts'
import type { Desk } from '../state/desk-store.ts'
import { Answering } from './answering.tsx'
import { useIntents } from './intents-context.ts'
import { OwnLine } from './own-line.tsx'
import { PracticeLine } from './practice-line.tsx'
import { TroubleNote } from './trouble-note.tsx'

/** Which line is in use, what is wrong with it, and how to use another one. */
export function LineDialog({ desk, state }: { desk: Desk; state: LineState }) {
  const { openLine } = useIntents()
  const { line } = state
  const refusal = desk.refusal && /^(line|answering|practice)\./.test(desk.refusal.name) ? desk.refusal.trouble : null
  const trouble = state.trouble ?? refusal
  return (
    <ModalOverlay className="overlay" isOpen={desk.lineOpen} onOpenChange={openLine} isDismissable>
      <Modal className="modal">
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">Line</Heading>
            <Button className="close" onPress={() => openLine(false)}>
              Close <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
          {trouble && <TroubleNote trouble={trouble} tone="bad" remedy={false} />}
          {refusal && refusal.code !== trouble?.code && <TroubleNote trouble={refusal} tone="warn" remedy={false} />}
          <Tabs defaultSelectedKey={line?.kind ?? 'practice'} className="tabs">
            <TabList aria-label="Kind of line" className="tab-list">
              <Tab id="practice" className="tab">
                Practice line {line?.kind === 'practice' && <small>in use</small>}
              </Tab>
              <Tab id="sip" className="tab">
                Your own line {line?.kind === 'sip' && <small>in use</small>}
              </Tab>
            </TabList>
            <TabPanel id="practice" className="tab-panel">
              <PracticeLine desk={desk} state={state} />
            </TabPanel>
            <TabPanel id="sip" className="tab-panel">
              <OwnLine desk={desk} state={state} />
            </TabPanel>
          </Tabs>
          {line && desk.facts && <Answering desk={desk} answering={desk.facts.incoming.answering} key={line.lineId} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
