import { useSingleKeys } from '../controls/own-keys.ts'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import { seriesShown } from './studio-store.ts'
import { studioKeys, studioShortcut } from './studio-shortcuts.ts'
import { duration } from '../controls/times.ts'
import { stateInWords } from '../call/words.ts'
import { Action } from '../controls/action.tsx'
import { Recorder } from './recorder.tsx'
import { SeriesPage } from './series-page.tsx'
import { useStudioRoom } from './studio-context.ts'
import { StudioList } from './studio-list.tsx'

/** Where recordings are made. `call` is the call the rep is in, if any: it goes on. */
export function Studio({ call, now, sound }: { call: CallView | null; now: number; sound: SoundState }) {
  const { store, intents } = useStudioRoom()
  const studio = useStore(store)
  const file = useRef<HTMLInputElement>(null)
  const [fileOver, setFileOver] = useState(false)
  const chooseFile = () => file.current?.click()
  const series = seriesShown(studio)
  const hasKeys = useSingleKeys()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (target.closest('input:not([type=checkbox]), textarea, .modal')) return
      if (!hasKeys && [...event.key].length === 1) return
      if (event.key.startsWith('Arrow') && target.closest('[role=slider], .prompter')) return
      const action = studioShortcut(store.getState(), intents, () => file.current?.click(), event.key)
      if (!action) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat || event.key.startsWith('Arrow')) action()
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => window.removeEventListener('keydown', pressed, { capture: true })
  }, [store, intents, hasKeys])

  const take = (files: FileList | null) => {
    if (!files?.[0]) return
    // A file that falls on a series becomes a recording of its own.
    if (seriesShown(store.getState())) intents.pick('new')
    intents.take(files[0])
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setFileOver(true)
  }
  const left = (event: DragEvent) => {
    // Between two parts of the studio it is still over it.
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setFileOver(false)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setFileOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div className="studio" onDragOver={over} onDragLeave={left} onDrop={dropped}>
      <section className="studio-head" aria-label="Studio">
        <h1>Studio</h1>
        {call && (
          <p className="studio-call">
            <b>{stateInWords(call)}</b>{' '}
            <span title={call.name}>
              <bdi>{call.name}</bdi>
            </span>
            <time className="timer">{duration(now - (call.answeredAt ?? call.dialledAt))}</time>
          </p>
        )}
        <Action hotkey={studioKeys.back} size="small" onPress={intents.close}>
          {call ? 'Back to the call' : 'Back to the desk'}
        </Action>
        <input
          ref={file}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-label="Sound file"
          accept="audio/*,.wav,.mp3,.m4a,.ogg,.oga,.opus,.flac"
          onChange={({ currentTarget }) => {
            take(currentTarget.files)
            // The same file may be chosen again, after it was mended.
            currentTarget.value = ''
          }}
        />
      </section>
      <StudioList studio={studio} />
      {studio.facts && series && <SeriesPage studio={studio} facts={studio.facts} series={series} />}
      {studio.facts && !series && (
        <Recorder studio={studio} sound={sound} now={now} inCall={call !== null} chooseFile={chooseFile} />
      )}
      {!studio.facts && <main className="recorder" aria-busy="true" />}
      {fileOver && (
        <div className="file-over" aria-hidden="true">
          <p>Drop the file to use it as a take</p>
        </div>
      )}
    </div>
  )
}
