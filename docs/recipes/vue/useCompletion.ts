import {
  experimental_streamedQuery as streamedQuery,
  useQuery,
} from '@tanstack/vue-query'
import { eventsOf } from '@use-event-source/core'
import type { ChatCompletionMessageParam } from 'openai/resources'
import { completeChat, completionReducers } from '../openai/chatCompletion.ts'

/** The answer of a model, in the cache as it grows. All components that show it ask once. */
export function useCompletion(
  messages: readonly ChatCompletionMessageParam[],
  complete = completeChat,
) {
  return useQuery({
    queryKey: ['completion', messages],
    queryFn: streamedQuery({
      streamFn: () => eventsOf(complete(messages)),
      reducer: completionReducers.message,
      initialValue: { text: '' },
    }),
    // Another request costs again, and brings other words.
    staleTime: Infinity,
    retry: false,
  })
}
