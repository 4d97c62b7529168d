// What an invitation says, for the list of all of them.
export function invitationSummary(invitation) {
  const guests = invitation.guests.filter((guest) => !guest.declined);
  const title = `${invitation.title.trim()} (${guests.length} guests)`;

  // <pasted>

  const notes = guests.map((guest) => guest.note).filter((note) => note && note.length < 80);
  return { title, notes, place: invitation.place ?? 'to be announced' };
}
