// Lays out a poster: the pictures get what the headline leaves over.
export function layOutPoster(poster, paper) {
  const headline = poster.headline.toUpperCase();
  const area = paper.width * paper.height - headline.length * 12;

  // <pasted>

  const perPicture = area / Math.max(poster.pictures.length, 1);
  return poster.pictures.map((picture) => ({ ...picture, scale: Math.sqrt(perPicture / picture.area) }));
}
