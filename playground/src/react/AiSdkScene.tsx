import { useEffect, useState } from 'react'
import { ResumingChat } from '../../../docs/recipes/ai-sdk/ResumingChat.tsx'
import { api, loadChat, onAnswer, type SavedChat } from '../shared/aiSdk.ts'

export function AiSdkScene() {
  const [chat, setChat] = useState<SavedChat | null>(null)
  useEffect(() => void loadChat('AI SDK in React').then(setChat), [])

  return (
    <>
      <p className="status-line">
        <span className="reason">useChat, with the transport of our recipe</span>
      </p>
      <div
        className="recipe"
        data-empty="Nothing was asked yet. Ask, and drop the socket in the middle of the answer."
      >
        {chat && <ResumingChat api={api} onAnswer={onAnswer} {...chat} />}
      </div>
    </>
  )
}
