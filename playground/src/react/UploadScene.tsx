import { useEventSource, useEventState } from '@use-event-source/react'
import { useState } from 'react'
import { statusText } from '../shared/statusText.ts'
import {
  formatSize,
  isTooLarge,
  isUnderWay,
  nothingSent,
  progressReducers,
  sampleFile,
  upload,
  type Upload,
} from '../shared/upload.ts'

export function UploadScene() {
  const [current, setCurrent] = useState<Upload | null>(null)
  const { status, failure } = useEventSource(current?.progress ?? null)
  const progress = useEventState(current?.progress ?? null, nothingSent, progressReducers)
  const isBusy = current !== null && isUnderWay(progress)

  return (
    <>
      <p className="status-line">
        <span className="pill" data-status={status}>
          {status}
        </span>
        <span className="reason">
          {isBusy ? statusText(status, failure) : current ? 'The job is over' : 'Choose a file'}
        </span>
      </p>
      <div className="upload">
        <Chooser isBusy={isBusy} onChoose={(file, name) => setCurrent(upload(file, name))} />
        {current && (
          <section aria-label="Upload in React" data-state={progress.state}>
            <b>{current.name}</b>
            <progress max={current.size} value={progress.received} aria-label="Progress in React" />
            <p>
              {formatSize(progress.received)} of {formatSize(current.size)}, {progress.state}
            </p>
            <button type="button" className="button" disabled={!isBusy} onClick={current.cancel}>
              Cancel
            </button>
          </section>
        )}
      </div>
    </>
  )
}

interface ChooserProps {
  isBusy: boolean
  onChoose: (file: Blob, name: string) => void
}

function Chooser({ isBusy, onChoose }: ChooserProps) {
  const [refused, setRefused] = useState('')
  return (
    <div className="chooser">
      <label className="button" data-disabled={isBusy}>
        Choose a file
        <input
          type="file"
          disabled={isBusy}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (!file) return
            setRefused(isTooLarge(file) ? `${file.name} is larger than 64 MB` : '')
            if (!isTooLarge(file)) onChoose(file, file.name)
            target.value = ''
          }}
        />
      </label>
      <button
        type="button"
        className="button"
        disabled={isBusy}
        onClick={() => onChoose(sampleFile(), '16 MB of nothing')}
      >
        Send 16 MB of nothing
      </button>
      <p role="status">{refused}</p>
    </div>
  )
}
