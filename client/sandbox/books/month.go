package books

import "time"

// Month counts months from the one in which the books were made: 0 is that one,
// -1 the one before it.
type Month int

// calendar knows the days of the books. The service counts them in Pacific time.
type calendar struct {
	today time.Time // midnight, as if it were UTC
}

func newCalendar(now time.Time) calendar {
	const west = -8 * 60 * 60
	y, m, d := now.In(time.FixedZone("PT", west)).Date()
	return calendar{time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

// day is a day of a month.
func (c calendar) day(m Month, day int) time.Time {
	return time.Date(c.today.Year(), c.today.Month()+time.Month(m), day, 0, 0, 0, 0, time.UTC)
}

// payDay is when the payments of a month are sent: the 13th, or the Friday before
// if that is a weekend.
func (c calendar) payDay(m Month) time.Time {
	const usual = 13
	day := c.day(m, usual)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	return day
}

// past reports whether a day has come.
func (c calendar) past(day time.Time) bool { return !day.After(c.today) }

// sent reports whether the payments of a month have been sent.
func (c calendar) sent(m Month) bool { return c.past(c.payDay(m)) }
