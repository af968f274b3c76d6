/** Wraps a square PNG of at most 255 pixels in an ICO file, whose format has held PNG since Windows Vista. */
export function iconFile(png: Buffer): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(1, 4); // one picture
  header[6] = png.readUInt32BE(16); // its width and height, as the PNG says
  header[7] = png.readUInt32BE(20);
  header.writeUInt16LE(1, 10); // one plane
  header.writeUInt16LE(32, 12); // bits of a pixel
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18); // where it begins
  return Buffer.concat([header, png]);
}
