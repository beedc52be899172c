import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { scriptPieces, speakingMs } from '../../../shared/studio/studio-words.ts'
import { studioKeys } from './studio-shortcuts.ts'
import { recordingLength } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useStudio, useStudioRoom } from './studio-context.ts'

/** The script, large: to read from while recording, when it scrolls at an unhurried pace, and to write. */
export function Teleprompter(props: { script: string; writing: boolean; recording: boolean }) {
  const { script, recording } = props
  const { type, write } = useStudio()
  const field = useRef<HTMLTextAreaElement>(null)
  const writing = (props.writing || script === '') && !recording
  const focused = props.writing && !recording
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [focused])
  return (
    <section className="script-part">
      <h2>
        Script
        <span className="script-length">{script.trim() && `about ${recordingLength(speakingMs(script))} to say`}</span>
      </h2>
      {writing ? (
        <textarea
          ref={field}
          className="prompter"
          aria-label="Script"
          value={script}
          maxLength={4000}
          placeholder="Hi, this is … with …. The reason for my call: … I’ll follow up this week. Or sooner: …"
          onChange={(event) => type({ script: event.target.value })}
          onKeyDown={(event) => event.key === 'Escape' && write(false)}
        />
      ) : (
        <Prompt script={script} recording={recording} />
      )}
      <div className="script-actions">
        {!recording && script !== '' && (
          <Action
            size="small"
            hotkey={writing ? 'Esc' : studioKeys.write}
            onPress={() => write(!props.writing)}
            about="the script"
          >
            {writing ? 'Done' : 'Edit'}
          </Action>
        )}
        {!recording && <p>Words in braces, like {'{company}'}, are shown as fill-ins: say your own there.</p>}
      </div>
    </section>
  )
}

function Prompt({ script, recording }: { script: string; recording: boolean }) {
  const { levels } = useStudioRoom()
  const element = useRef<HTMLDivElement>(null)
  const recordedMs = useStore(levels, (level) => level.recordedMs)
  useEffect(() => {
    const { current } = element
    if (!current || !recording) return
    const spoken = Math.min(1, recordedMs / Math.max(1, speakingMs(script)))
    current.scrollTop = spoken * (current.scrollHeight - current.clientHeight)
  }, [recordedMs, recording, script])
  return (
    // A script that is longer than its place is scrolled with the arrow keys, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="prompter" ref={element} tabIndex={0} data-recording={recording || undefined}>
      {script === '' && <p className="prompter-none">No script: say it in your own words.</p>}
      {scriptPieces(script).map(({ text, fillIn }, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
        fillIn ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </div>
  )
}
