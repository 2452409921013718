import { afterEach, beforeEach, expect, test } from 'vitest'
import { Emitter } from './emitter.ts'
import { collectReports } from '../platform/fakePlatform.test.helper.ts'

let reports: ReturnType<typeof collectReports>
beforeEach(() => void (reports = collectReports()))
afterEach(() => reports.restore())

test('calls every listener once, in the order in which they came', () => {
  const emitter = new Emitter<number>()
  const seen: string[] = []
  emitter.add((value) => seen.push(`a${value}`))
  emitter.add((value) => seen.push(`b${value}`))

  emitter.emit(1)
  emitter.emit(2)
  expect(seen).toEqual(['a1', 'b1', 'a2', 'b2'])
})

test('calls a function that was added twice twice, and removes it once at a time', () => {
  const emitter = new Emitter<void>()
  let calls = 0
  const listener = () => void calls++
  const off = emitter.add(listener)
  emitter.add(listener)

  emitter.emit()
  expect(calls).toBe(2)
  off()
  off()
  expect(emitter.size()).toBe(1)
  emitter.emit()
  expect(calls).toBe(3)
})

test('reports what a listener throws, and calls the others all the same', () => {
  const emitter = new Emitter<void>()
  const broken = new Error('broken listener')
  let calls = 0
  emitter.add(() => {
    throw broken
  })
  emitter.add(() => void calls++)

  emitter.emit()
  expect(calls).toBe(1)
  expect(reports.errors).toEqual([broken])
})

test('does not call who was added during the call, and calls them the next time', () => {
  const emitter = new Emitter<void>()
  let late = 0
  const off = emitter.add(() => {
    off()
    emitter.add(() => void late++)
  })

  emitter.emit()
  expect(late).toBe(0)
  emitter.emit()
  expect(late).toBe(1)
})

test('does not call a listener that was removed during the call, and skips no other', () => {
  const emitter = new Emitter<void>()
  const seen: string[] = []
  const offs = ['a', 'b', 'c', 'd'].map((name) =>
    emitter.add(() => {
      seen.push(name)
      if (name === 'b') offs.slice(0, 3).forEach((off) => off())
    }),
  )

  emitter.emit()
  expect(seen).toEqual(['a', 'b', 'd'])
  expect(emitter.size()).toBe(1)
})

test('ends a call that is under way, and no later one', () => {
  const owner = { halts: 0 }
  const emitter = new Emitter<number>(owner)
  const seen: string[] = []
  emitter.add((value) => {
    seen.push(`a${value}`)
    if (value === 1) owner.halts++
  })
  emitter.add((value) => seen.push(`b${value}`))

  emitter.emit(1)
  emitter.emit(2)
  expect(seen).toEqual(['a1', 'a2', 'b2'])
})

test('ends the outer calls too when a listener emits and the inner call is ended', () => {
  const owner = { halts: 0 }
  const emitter = new Emitter<number>(owner)
  const seen: string[] = []
  emitter.add((value) => {
    seen.push(`a${value}`)
    if (value === 1) emitter.emit(2)
    else owner.halts++
  })
  emitter.add((value) => seen.push(`b${value}`))

  emitter.emit(1)
  expect(seen).toEqual(['a1', 'a2'])
})

test('survives a listener that nests calls and leaves', () => {
  const emitter = new Emitter<number>()
  const seen: string[] = []
  const off = emitter.add((value) => {
    seen.push(`a${value}`)
    off()
    emitter.emit(value + 1)
  })
  emitter.add((value) => seen.push(`b${value}`))

  emitter.emit(1)
  expect(seen).toEqual(['a1', 'b2', 'b1'])
})
