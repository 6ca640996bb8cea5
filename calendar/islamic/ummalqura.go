package islamic

import "vielfalt/calendar"

// The Umm al-Qura calendar as published by the King Abdulaziz City for Science
// and Technology and its predecessors: 1343 to 1500 AH, 1 August 1924 to
// November 2077.
const (
	ummAlQuraFirstYear = 1343
	ummAlQuraLastYear  = 1500
)

// ummAlQuraFirst is 1 Muharram 1343, Friday, 1 August 1924.
const ummAlQuraFirst calendar.Date = 702574

// ummAlQuraLengths holds a row for each year and a digit for each month, the
// last digit of the month's length: 8, 9, 0 and 1 mean 28 to 31 days. The
// lengths of 28 and 31 days are no mistakes: the older published months follow
// sightings. The last month's length is not published.
const ummAlQuraLengths = "" +
	"090090008000" + // 1343
	"990909090909" + // 1344
	"090919080090" + // 1345
	"990090099009" + // 1346
	"990090090099" + // 1347
	"090909009918" + // 1348
	"090909000810" + // 1349
	"909099090090" + // 1350
	"090909990090" + // 1351
	"090909090909" + // 1352
	"090090900990" + // 1353
	"909090090909" + // 1354
	"090909090090" + // 1355
	"990909009909" + // 1356
	"090909090900" + // 1357
	"009099099009" + // 1358
	"000909909909" + // 1359
	"090909090900" + // 1360
	"090909090909" + // 1361
	"090909090909" + // 1362
	"090909090900" + // 1363
	"090909080009" + // 1364
	"090909090900" + // 1365
	"090909090909" + // 1366
	"090909090909" + // 1367
	"090909090900" + // 1368
	"090909009009" + // 1369
	"090909090909" + // 1370
	"090990909000" + // 1371
	"909090990900" + // 1372
	"909090909090" + // 1373
	"090909009900" + // 1374
	"090909099009" + // 1375
	"909900090909" + // 1376
	"099090900900" + // 1377
	"090909090909" + // 1378
	"909090909090" + // 1379
	"090909090909" + // 1380
	"090090990909" + // 1381
	"090090099090" + // 1382
	"909009090909" + // 1383
	"090909090909" + // 1384
	"090099090009" + // 1385
	"009909090900" + // 1386
	"990909090900" + // 1387
	"900909090909" + // 1388
	"090909090900" + // 1389
	"090909009099" + // 1390
	"090909090900" + // 1391
	"990909090900" + // 1392
	"090999090900" + // 1393
	"090909099009" + // 1394
	"090090990909" + // 1395
	"090009099090" + // 1396
	"909009090909" + // 1397
	"090909009090" + // 1398
	"909090909009" + // 1399
	"009099090900" + // 1400
	"909090990909" + // 1401
	"000909099090" + // 1402
	"900090909909" + // 1403
	"900900090990" + // 1404
	"990090090909" + // 1405
	"090909090090" + // 1406
	"909090909090" + // 1407
	"090909099090" + // 1408
	"090090909909" + // 1409
	"090009090990" + // 1410
	"909009009099" + // 1411
	"099009000909" + // 1412
	"909900900900" + // 1413
	"990990900090" + // 1414
	"909099090090" + // 1415
	"090909099090" + // 1416
	"090900909099" + // 1417
	"090900090909" + // 1418
	"909090090090" + // 1419
	"909909000090" + // 1420
	"990999000090" + // 1421
	"099099900090" + // 1422
	"090909909090" + // 1423
	"090090990909" + // 1424
	"090090900909" + // 1425
	"909090090090" + // 1426
	"990909009009" + // 1427
	"099099000900" + // 1428
	"909909900900" + // 1429
	"900990909090" + // 1430
	"900909090990" + // 1431
	"900090909099" + // 1432
	"090090090909" + // 1433
	"909090090099" + // 1434
	"090909090090" + // 1435
	"909090909090" + // 1436
	"090099090990" + // 1437
	"090009909909" + // 1438
	"090009090990" + // 1439
	"909000909099" + // 1440
	"090900900909" + // 1441
	"909090900909" + // 1442
	"090909090900" + // 1443
	"909009909090" + // 1444
	"900090990990" + // 1445
	"900090099099" + // 1446
	"090009090909" + // 1447
	"909009009090" + // 1448
	"990909009009" + // 1449
	"090990909009" + // 1450
	"009099090909" + // 1451
	"000909909090" + // 1452
	"900099090909" + // 1453
	"900090909090" + // 1454
	"990090900909" + // 1455
	"099090900090" + // 1456
	"909909900900" + // 1457
	"090990990090" + // 1458
	"009099099009" + // 1459
	"009090909900" + // 1460
	"909009090909" + // 1461
	"090909090090" + // 1462
	"909909009009" + // 1463
	"090990909000" + // 1464
	"909099099000" + // 1465
	"090909909090" + // 1466
	"090090990909" + // 1467
	"090090909090" + // 1468
	"990090090099" + // 1469
	"099009090009" + // 1470
	"909909009009" + // 1471
	"090909909009" + // 1472
	"090090990909" + // 1473
	"009009099090" + // 1474
	"909000909909" + // 1475
	"909000900990" + // 1476
	"990900900099" + // 1477
	"099090090090" + // 1478
	"909909090090" + // 1479
	"900990909090" + // 1480
	"900900909909" + // 1481
	"090090090990" + // 1482
	"990090009099" + // 1483
	"099009009009" + // 1484
	"909900909000" + // 1485
	"990909090900" + // 1486
	"909090990900" + // 1487
	"900909099090" + // 1488
	"900090909909" + // 1489
	"090090090990" + // 1490
	"909090090900" + // 1491
	"990909090090" + // 1492
	"099090990090" + // 1493
	"009909909090" + // 1494
	"009090990909" + // 1495
	"000909099090" + // 1496
	"900900990909" + // 1497
	"090900909090" + // 1498
	"909090909009" + // 1499
	"00990990900?" // 1500

// ummAlQuraStarts holds the first day of every month of the table.
var ummAlQuraStarts = monthStarts(ummAlQuraFirst, ummAlQuraLengths)

// monthStarts adds up the month lengths of a table.
func monthStarts(first calendar.Date, lengths string) []calendar.Date {
	starts := make([]calendar.Date, len(lengths))
	for i, c := range []byte(lengths) {
		starts[i] = first
		switch c {
		case '8':
			first += 28
		case '9':
			first += 29
		case '0':
			first += 30
		case '1':
			first += 31
		}
	}
	return starts
}

func ummAlQuraStart(year int, month Month) (calendar.Date, bool) {
	if year < ummAlQuraFirstYear || year > ummAlQuraLastYear {
		return 0, false
	}
	return ummAlQuraStarts[12*(year-ummAlQuraFirstYear)+int(month-1)], true
}

// FromDateUmmAlQura returns the date of a day in the Umm al-Qura calendar, and
// false outside of its published years. The last month published, Dhu al-Hijja
// 1500, is given 29 days.
func FromDateUmmAlQura(d calendar.Date) (year int, month Month, day int, ok bool) {
	last := ummAlQuraStarts[len(ummAlQuraStarts)-1]
	if d < ummAlQuraFirst || d >= last+29 {
		return 0, 0, 0, false
	}
	// A month has 29.53 days on average, so this is at most a month off.
	i := min(int(d-ummAlQuraFirst)*100/2953, len(ummAlQuraStarts)-1)
	for ummAlQuraStarts[i] > d {
		i--
	}
	for i+1 < len(ummAlQuraStarts) && ummAlQuraStarts[i+1] <= d {
		i++
	}
	return ummAlQuraFirstYear + i/12, Month(i%12 + 1), int(d-ummAlQuraStarts[i]) + 1, true
}

// ToDateUmmAlQura returns the day of a date of the Umm al-Qura calendar, and
// false outside of its published years.
func ToDateUmmAlQura(year int, month Month, day int) (calendar.Date, bool) {
	d, ok := ummAlQuraStart(year, month)
	return d + calendar.Date(day-1), ok
}
