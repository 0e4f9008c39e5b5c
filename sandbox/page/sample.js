const WIDTH = 960;
const HEIGHT = 640;

/** A made-up photo for those who have none at hand: hills in spring, drawn anew, as a JPEG. */
export function samplePhoto() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, "#8ec9e8");
  sky.addColorStop(1, "#fbeed3");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "#fff3c4";
  pen.beginPath();
  pen.arc(WIDTH * (0.2 + Math.random() * 0.6), 150, 60, 0, 2 * Math.PI);
  pen.fill();
  ["#8fbf9a", "#5da27d", "#2f7d62"].forEach((colour, row) => hill(pen, colour, 340 + row * 95));
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

function hill(pen, colour, height) {
  const [phase, swell] = [Math.random() * 6, 30 + Math.random() * 40];
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 12) pen.lineTo(x, height + Math.sin(x / 150 + phase) * swell);
  pen.lineTo(WIDTH, HEIGHT);
  pen.fill();
}
