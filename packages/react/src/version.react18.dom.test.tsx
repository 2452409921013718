import { render, screen } from '@testing-library/react'
import { useState, version } from 'react'
import { version as versionOfDom } from 'react-dom'
import { version as versionOfServer } from 'react-dom/server'
import { expect, test } from 'vitest'
import { peerDependencies } from '../package.json'

// A resolution that goes wrong would run every test on the newest React once more,
// unnoticed.
test('the tests run on the oldest React that the package supports', () => {
  expect([version, versionOfDom, versionOfServer]).toEqual(['18.2.0', '18.2.0', '18.2.0'])
  expect(peerDependencies.react).toBe('>=18.2')

  // No other version renders what this one has made.
  const Shown = () => <b>{useState(version)[0]}</b>
  render(<Shown />)
  expect(screen.getByText('18.2.0')).toBeDefined()
})
