import type { ReactNode } from 'react'
import { Devtools } from './Devtools'

export const metadata = { title: 'Ticks' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Devtools />
      </body>
    </html>
  )
}
