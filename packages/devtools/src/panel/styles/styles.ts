import { base } from './base.ts'
import { eventStyles } from './events.ts'
import { layout } from './layout.ts'
import { narrow } from './narrow.ts'
import { timelineStyles } from './timeline.ts'

/** The styles of the panel, for its shadow root: the colours and the type of the playground. */
export const styles: string = [base, layout, timelineStyles, eventStyles, narrow].join('\n')
