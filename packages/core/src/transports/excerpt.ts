/**
 * Returns the first characters of a body: often a JSON error, or the login page of a proxy. A body
 * that is slow has none.
 */
export async function excerptOf(
  body: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), 1000)
  })
  const chunk = await Promise.race([body?.read(), tooLong]).catch(() => undefined)
  clearTimeout(timer)
  return new TextDecoder().decode(chunk?.value).slice(0, 200).replace(/\s+/g, ' ').trim()
}
