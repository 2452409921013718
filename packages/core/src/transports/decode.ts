const STREAM = { stream: true }

/**
 * Returns a function that decodes UTF-8, for bytes that hold whole characters.
 *
 * Without `{ stream: true }`, the slow path of TextDecoder, unless the text before was not ASCII:
 * then Node decodes all but short ones faster with it.
 */
export function createDecode(): (bytes: Uint8Array) => string {
  // The parser drops the BOM: to a decoder, each call without `stream` is the start of a stream.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // A decoder that has once seen `{ stream: true }` stays slow in Node.
  const wideDecoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let wide = false
  return (bytes) => {
    let text: string
    if (wide && bytes.length > 512) {
      text = wideDecoder.decode(bytes, STREAM)
      // Broken UTF-8 must not wait in the decoder for what comes next.
      if (bytes[bytes.length - 1]! >= 0x80) text += wideDecoder.decode()
    } else text = decoder.decode(bytes)
    wide = text.length !== bytes.length
    return text
  }
}
