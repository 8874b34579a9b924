using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>Questions to the helpdesk and messages through the contact form.</summary>
internal static class HelpdeskRows
{
    public static IEnumerable<object> Of(Person person, int seed, Numbers numbers)
    {
        var pick = person.Pick(seed, Purpose.Helpdesk);
        var count = person.Amount switch { Amount.Much => 4, Amount.Some => pick.Between(0, 2), Amount.Little => pick.Between(0, 1), _ => 0 };
        var (before, since) = (0, person.JoinedAt);
        // Some go back further than closed questions are kept: what a retention run finds. Those of the demo member do not.
        var earliest = SampleTime.Today.AddYears(person.Id == KnownPeople.MemberId ? -4 : -7);
        var first = person.JoinedAt > earliest ? person.JoinedAt : earliest;
        for (var i = 0; i < count; i++)
        {
            // Some write again from an address nobody knows: the helpdesk joins it to what they wrote before.
            var merged = i == 3 && before > 0;
            var words = person.Words.Tickets[(i + person.Id) % person.Words.Tickets.Length];
            var opened = merged ? pick.Later(since, 1, 3) : pick.Moment(first, person.LastSeen.AddDays(-1));
            var closed = i > 0 || person.Id != KnownPeople.MemberId && pick.Chance(0.7) ? pick.Later(opened, 3, 9) : (DateTime?)null;
            if (closed > SampleTime.Today) closed = null;
            // Some write by e-mail without signing in: then only the address leads to them.
            var byEmail = i == 2 || pick.Chance(0.2);
            var number = numbers.Next<Ticket>();
            var ticket = new Ticket
            {
                Id = number,
                Number = string.Create(CultureInfo.InvariantCulture, $"T{opened.Year}-{number:00000}"),
                MemberId = byEmail || merged ? null : person.Id,
                Email = merged ? string.Create(CultureInfo.InvariantCulture, $"private{person.Id}@example.com") : byEmail ? person.Email : null,
                MergedIntoId = merged ? before : null,
                Subject = words.Subject,
                Status = closed is null ? "open" : "closed",
                Rating = closed is not null && pick.Chance(0.4) ? pick.Between(3, 5) : null,
                OpenedAt = opened,
                ClosedAt = closed,
            };
            yield return ticket;
            if (ticket.MemberId is not null) (before, since) = (ticket.Id, opened);

            yield return Message(ticket.Id, null, words.Question, opened);
            var answered = pick.Later(opened, 0, 2);
            if (answered > SampleTime.Today) continue;
            yield return Message(ticket.Id, pick.One(person.Words.Helpdesk), words.Answer, answered);
            if (closed > answered) yield return Message(ticket.Id, null, words.Thanks, answered.AddMinutes(pick.Between(10, 200)));
        }

        TicketMessage Message(int ticket, string? staff, string body, DateTime sent) => new()
        {
            Id = numbers.Next<TicketMessage>(),
            TicketId = ticket,
            Sender = staff is null ? "member" : "helpdesk",
            StaffName = staff,
            Body = Encoding.UTF8.GetBytes(body),
            SentMs = SampleTime.Milliseconds(sent),
        };
    }

    /// <summary>The contact form: a message now and then for every few members, two of them known.</summary>
    public static IEnumerable<object> Contact(int seed, int members, Numbers numbers)
    {
        yield return Written(Person.Of(seed, KnownPeople.MemberId), KnownPeople.Member, new Pick(seed, -1, Purpose.Contact));
        yield return Written(Person.Of(seed, members + 1), KnownPeople.Visitor, new Pick(seed, -2, Purpose.Contact));
        yield return Written(Person.Of(seed, members + 1), KnownPeople.Visitor, new Pick(seed, -3, Purpose.Contact));
        for (var i = 0; i < members / 5; i++)
        {
            // People without an account: numbers beyond the members'.
            var somebody = Person.Of(seed, members + 2 + i);
            var address = string.Create(CultureInfo.InvariantCulture, $"contact{i}@example.net");
            yield return Written(somebody, address, somebody.Pick(seed, Purpose.Contact));
        }

        ContactMessage Written(Person somebody, string address, Pick pick)
        {
            var words = pick.One(somebody.Words.Contact);
            var received = pick.Moment(SampleTime.Today.AddYears(-2), SampleTime.Today.AddDays(-1));
            var handled = pick.Later(received, 0, 4);
            var device = pick.One(CommonWords.All.Devices);
            return new ContactMessage
            {
                Id = numbers.Next<ContactMessage>(),
                Name = somebody.Name,
                Email = address,
                Phone = pick.Chance(0.3) ? $"+32 400 00 {pick.Between(10, 99)} {pick.Between(10, 99)}" : null,
                Subject = words.Subject,
                Body = words.Text,
                Device = $"{device.Browser} ({device.System})",
                ReceivedAt = SampleTime.IsoWithOffset(received),
                HandledAt = handled < SampleTime.Today && pick.Chance(0.9) ? SampleTime.IsoWithOffset(handled) : "",
            };
        }
    }
}
